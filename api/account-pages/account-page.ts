interface AccountPage {
  title: string;
  button: string;
  endpoint: string;
  asksPassword: boolean;
}

const passwordField = `
      <label>New password
        <input name="password" type="password" minlength="8" maxlength="256" autocomplete="new-password" required>
      </label>`;

/** A page with one button; nothing of the visitor's ever becomes part of it. */
export function accountPage({ title, button, endpoint, asksPassword }: AccountPage): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>${title} – Lector</title>
    <style>
      body { font: 1rem/1.5 system-ui, sans-serif; max-width: 28rem; margin: 4rem auto; padding: 0 1rem }
      label, button, input { display: block; margin: .5rem 0; font: inherit }
      input { width: 100%; box-sizing: border-box; padding: .4rem }
      button { padding: .5rem 1rem }
    </style>
  </head>
  <body>
    <h1>${title}</h1>
    <form data-endpoint="${endpoint}">${asksPassword ? passwordField : ''}
      <button>${button}</button>
    </form>
    <p role="status"></p>
    <script src="/account/page.js"></script>
  </body>
</html>
`;
}
