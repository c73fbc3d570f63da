import { audioFormats, type AudioFormat } from '../../domain/audio-format.ts';

/**
 * How every untrusted file is opened: as a local file, by the one demuxer that its first bytes call for, so that no
 * playlist, script or network address inside it is ever followed.
 */
export function inputArguments(path: string, format: AudioFormat): string[] {
  return ['-protocol_whitelist', 'file', '-f', audioFormats[format].demuxer, '-i', `file:${path}`];
}
