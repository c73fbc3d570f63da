/**
 * Reads `add <group>` and `remove <group>` until its input closes, which it does when the launcher is no more. Then it
 * asks what is left to stop, and kills it after 3 s. POSIX shell, with nothing but sleep from outside.
 *
 * Both signals: Postgres waits for its clients after SIGTERM alone, and a shell's background jobs don't heed SIGINT.
 */
export const guardScript = `
trap '' HUP INT TERM
groups=
while read -r verb group; do
  rest=
  for known in $groups; do [ "$known" = "$group" ] || rest="$rest $known"; done
  groups=$rest
  [ "$verb" = add ] && groups="$groups $group"
done
for group in $groups; do
  kill -INT "-$group" 2>/dev/null
  kill -TERM "-$group" 2>/dev/null
done
tries=0
while [ $tries -lt 30 ]; do
  alive=
  for group in $groups; do kill -0 "-$group" 2>/dev/null && alive=yes; done
  [ -z "$alive" ] && exit 0
  sleep 0.1
  tries=$((tries + 1))
done
for group in $groups; do kill -KILL "-$group" 2>/dev/null; done
`;
