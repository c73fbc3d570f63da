export default async function teardown(): Promise<void> {
  const stack = await globalThis.lectorTestStack;
  globalThis.lectorTestStack = undefined;
  await stack?.stop();
}
