import { User } from '../db/entities/user.ts';
import { CommandError, type Command } from './command.ts';

export const grantAdmin: Command = {
  usage: 'grant-admin EMAIL',
  summary: 'Makes an account an administrator, from its next request on',
  options: {},
  run: async ({ orm }, _values, [email = '']) => {
    const em = orm.em.fork();
    const user = await em.findOne(User, { email });
    if (!user) throw new CommandError(`There is no account with the address ${email}.`);
    user.role = 'admin';
    await em.flush();
    console.log(`${user.email} is an administrator now.`);
    return 0;
  },
};
