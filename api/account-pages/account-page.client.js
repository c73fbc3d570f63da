// Runs in the browser: sends the token of the page's address to the endpoint that the form names.
const form = document.querySelector('form');
const status = document.querySelector('[role=status]');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const token = new URLSearchParams(location.search).get('token') ?? '';
  const fields = Object.fromEntries(new FormData(form));
  const response = await fetch(form.dataset.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, ...fields }),
  });
  if (response.ok) {
    form.remove();
    status.textContent = 'Done. You can close this page.';
    return;
  }
  const problem = await response.json();
  status.textContent = problem.details?.[0]?.message ?? problem.detail;
});
