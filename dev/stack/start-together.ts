/**
 * Starts all of them at once. When one fails, `abort` is called so that the others need not go on, and the failure is
 * thrown once all have come to rest.
 */
export async function startTogether(
  starts: readonly Promise<unknown>[],
  abort: (reason: unknown) => void,
): Promise<void> {
  let failure: { reason: unknown } | undefined;
  await Promise.all(
    starts.map((start) =>
      start.catch((error: unknown) => {
        failure ??= { reason: error };
        abort(error);
      }),
    ),
  );
  if (failure) throw failure.reason;
}
