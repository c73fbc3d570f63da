import { findSpeechModel, type SpeechModel } from '../models.ts';
import { invalidRequest } from '../openai-error.ts';
import type { Upload, UploadedFile } from './receive-upload.ts';

export interface TranscriptionRequest {
  file: UploadedFile;
  model: SpeechModel;
  responseFormat: string;
  /** ISO 639-1, or null to have it told by the text. */
  language: string | null;
  granularities: string[];
}

/**
 * What a form asks for.
 *
 * @throws OpenAiError 400 or 404 with the body that OpenAI sends
 */
export function readTranscriptionRequest({ fields, file }: Upload): TranscriptionRequest {
  const modelId = fields.get('model')?.at(-1);
  if (!modelId) throw invalidRequest('you must provide a model parameter');
  const model = findSpeechModel(modelId);
  if (!file) {
    throw invalidRequest("Missing required parameter: 'file'.", {
      param: 'file',
      code: 'missing_required_parameter',
    });
  }
  const responseFormat = fields.get('response_format')?.at(-1) ?? 'json';
  if (!model.responseFormats.includes(responseFormat)) throw badFormat(responseFormat, model);
  if (fields.get('stream')?.at(-1) === 'true' && model.billing === 'tokens') {
    throw invalidRequest('The stand-in does not stream transcriptions.', {
      param: 'stream',
      code: 'unsupported_value',
    });
  }
  return {
    file,
    model,
    responseFormat,
    language: fields.get('language')?.at(-1) ?? null,
    granularities: fields.get('timestamp_granularities') ?? ['segment'],
  };
}

function badFormat(format: string, { id, billing, responseFormats }: SpeechModel) {
  const options = { param: 'response_format', code: 'unsupported_value' };
  if (billing === 'tokens') {
    const others = format === 'text' ? "'json'" : "'json' or 'text'";
    return invalidRequest(
      `response_format '${format}' is not compatible with model '${id}'. Use ${others} instead.`,
      options,
    );
  }
  const supported = responseFormats.map((name) => `'${name}'`).join(', ');
  return invalidRequest(`Invalid value: '${format}'. Supported values are: ${supported}.`, {
    ...options,
    code: 'invalid_value',
  });
}
