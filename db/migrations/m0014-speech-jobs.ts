import { Migration } from '@mikro-orm/migrations';

export class M0014SpeechJobs extends Migration {
  override name = 'm0014-speech-jobs';

  override up(): void {
    this.addSql(`
      create table speech_jobs (
        content_address text primary key,
        note jsonb not null,
        created_at timestamptz not null default now()
      )`);
  }
}
