export const swaggerPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Lector API</title>
    <link rel="stylesheet" href="/docs/assets/swagger-ui.css">
  </head>
  <body>
    <div id="docs"></div>
    <script src="/docs/assets/swagger-ui-bundle.js"></script>
    <script src="/docs/assets/start-swagger.js"></script>
  </body>
</html>
`;

export const redocPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Lector API</title>
    <style>body { margin: 0 }</style>
  </head>
  <body>
    <div id="docs"></div>
    <script src="/docs/assets/redoc.standalone.js"></script>
    <script src="/docs/assets/start-redoc.js"></script>
  </body>
</html>
`;
