import { modelIds } from './models.ts';

/** `GET /`: what this server is, for whoever finds it. */
export const frontPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Lector’s AI stand-in</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem}</style>
<h1>Lector’s AI stand-in</h1>
<p>This server speaks OpenAI’s protocol, and it is <strong>no AI</strong>. It hears tone-coded audio only: recordings in
which every word is written as short chords, such as Lector’s sample books. From any other recording it makes an empty
transcript. Its summaries are sentences taken out of the text, its tags the text’s most telling words.</p>
<p>Set <code>OPENAI_API_KEY</code> or <code>OPENAI_BASE_URL</code> to use a real service instead.</p>
<ul>
<li><code>POST /v1/audio/transcriptions</code>, <code>POST /v1/chat/completions</code>, <code>GET /v1/models</code></li>
<li><a href="/stand-in/ledger">/stand-in/ledger</a>: every call and what it would have cost (GET, DELETE)</li>
<li><a href="/stand-in/faults">/stand-in/faults</a>: faults by rule (GET, PUT, DELETE)</li>
<li><a href="/stand-in/latency">/stand-in/latency</a>: how long answers take (GET, PUT, DELETE)</li>
</ul>
<p>Models: ${modelIds.join(', ')}.</p>
</html>
`;
