import { z } from 'zod';
import { usernameSchema, userSchema } from '../users/schema.ts';

export const emailSchema = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email())
  .meta({ description: 'Compared without regard to case' });

export const passwordSchema = z
  .string()
  .min(8)
  .max(256)
  .meta({ description: '8 to 256 characters; the most common ones are refused' });

export const registerSchema = z
  .strictObject({ email: emailSchema, username: usernameSchema, password: passwordSchema })
  .meta({ id: 'Registration' });

export const loginSchema = z
  .strictObject({ email: z.string().max(254), password: z.string().max(256) })
  .meta({ id: 'Login' });

export const refreshSchema = z
  .strictObject({ refresh_token: z.string().min(20).max(200) })
  .meta({ id: 'Refresh' });

export const tokensSchema = z
  .object({
    access_token: z.string(),
    refresh_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int().meta({ description: 'Seconds until the access token expires' }),
    user: userSchema,
  })
  .meta({ id: 'Tokens' });

export const secondFactorSchema = z
  .strictObject({
    challenge_token: z.string().max(2000),
    code: z.string().trim().min(6).max(40).meta({
      description: 'Six digits of the authenticator, or a recovery code',
    }),
  })
  .meta({ id: 'SecondFactor' });

export const tokenSchema = z.strictObject({ token: z.string().min(20).max(200) });

export const passwordResetSchema = z
  .strictObject({ email: emailSchema })
  .meta({ id: 'PasswordReset' });

export const passwordResetConfirmSchema = z
  .strictObject({ token: z.string().min(20).max(200), password: passwordSchema })
  .meta({ id: 'PasswordResetConfirmation' });

export const acceptedSchema = z.object({ message: z.string() }).meta({ id: 'Accepted' });
