// No server outlives whoever started it, not even when that was killed with -9: a shell of a few kilobytes watches, ends what is left and removes its folder.
// Servers write their process ids to `<map>/**/pid` as they start. Does nothing on Windows.
import { spawn } from 'node:child_process';

const WAAK = `
while kill -0 "$1" 2>/dev/null && [ -d "$2" ]; do sleep 2; done
for f in $(find "$2" -maxdepth 2 -name pid 2>/dev/null); do kill -9 "-$(cat "$f")" 2>/dev/null || kill -9 "$(cat "$f")" 2>/dev/null; done
rm -rf "$2"
`;

/** @param map a folder that this process has just made and that nothing else uses */
export function laatNietAlsWees(map: string): void {
  if (process.platform === 'win32') return;
  spawn('sh', ['-c', WAAK, 'waak', String(process.pid), map], { detached: true, stdio: 'ignore' }).unref();
}
