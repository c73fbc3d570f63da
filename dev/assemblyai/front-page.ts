/** `GET /`: what this server is, for whoever finds it. */
export const frontPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Lector’s AssemblyAI stand-in</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem}</style>
<h1>Lector’s AssemblyAI stand-in</h1>
<p>This server speaks AssemblyAI’s protocol for recordings, and it is <strong>no AI</strong>. It hears tone-coded audio
only: recordings in which every word is written as short chords. From any other recording it makes an empty transcript.</p>
<ul>
<li><code>POST /v2/upload</code>, <code>POST /v2/transcript</code>, <code>GET /v2/transcript</code>,
<code>GET /v2/transcript/{id}</code>, <code>DELETE /v2/transcript/{id}</code></li>
<li><a href="/stand-in/ledger">/stand-in/ledger</a>: every call, and every job (<code>JOB /job</code>), which alone costs
money (GET, DELETE)</li>
<li><a href="/stand-in/faults">/stand-in/faults</a>: faults by rule (GET, PUT, DELETE). Rules name calls by
<code>/v2/upload</code>, <code>/v2/transcript</code>, <code>/v2/transcripts</code> (the list),
<code>/v2/transcript/{id}</code>, <code>/v2/transcript/{id}/delete</code>, and the work on a job by <code>/job</code></li>
<li><a href="/stand-in/latency">/stand-in/latency</a>: how long jobs take (GET, PUT, DELETE)</li>
</ul>
</html>
`;
