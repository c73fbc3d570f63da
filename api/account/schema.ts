import { z } from 'zod';
import { apiKeyScopes, type ApiKeyScope } from '../../domain/api-key-scopes.ts';
import { emailSchema, passwordSchema } from '../auth/schema.ts';

const password = z.string().max(256);

export const changePasswordSchema = z
  .strictObject({ current_password: password, new_password: passwordSchema })
  .meta({ id: 'PasswordChange' });

export const changeEmailSchema = z
  .strictObject({ email: emailSchema, password })
  .meta({ id: 'EmailChange' });

/** Asked again for what cannot be undone. An account without a password (Google) leaves it out. */
export const confirmationSchema = z
  .strictObject({ password: password.optional() })
  .meta({ id: 'PasswordConfirmation' });

export const codeSchema = z
  .strictObject({ code: z.string().regex(/^\d{6}$/, 'six digits') })
  .meta({ id: 'AuthenticatorCode' });

export const totpStatusSchema = z
  .object({ enabled: z.boolean(), recovery_codes_left: z.int() })
  .meta({ id: 'SecondFactorStatus' });

export const totpSetupSchema = z
  .object({
    secret: z.string().meta({ description: 'Base32, for typing' }),
    otpauth_url: z.string().meta({ description: 'For a QR code' }),
  })
  .meta({ id: 'SecondFactorSetup' });

export const recoveryCodesSchema = z
  .object({ recovery_codes: z.array(z.string()).meta({ description: 'Shown this once' }) })
  .meta({ id: 'RecoveryCodes' });

const scopeNames = Object.keys(apiKeyScopes) as [ApiKeyScope, ...ApiKeyScope[]];

export const newApiKeySchema = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    scopes: z.array(z.enum(scopeNames)).min(1).max(scopeNames.length),
    expires_at: z.iso.datetime().optional(),
  })
  .meta({ id: 'NewApiKey' });

export const apiKeySchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    scopes: z.array(z.enum(scopeNames)),
    expires_at: z.iso.datetime().nullable(),
    last_used_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'ApiKey' });

export const createdApiKeySchema = apiKeySchema
  .extend({ key: z.string().meta({ description: 'Shown this once' }) })
  .meta({ id: 'CreatedApiKey' });

export const apiKeyListSchema = z
  .object({ results: z.array(apiKeySchema) })
  .meta({ id: 'ApiKeyList' });

export const sessionListSchema = z
  .object({
    results: z.array(
      z.object({
        id: z.uuid(),
        current: z.boolean(),
        user_agent: z.string().nullable(),
        ip_address: z.string().nullable(),
        created_at: z.iso.datetime(),
        last_used_at: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'SessionList' });
