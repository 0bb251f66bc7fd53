/** What a command of sequelize-cli prints after its first lines: who it is, and where the settings came from. */
export function withoutGreeting(stdout: string): string {
  return stdout.replace(
    /^\nseqscope \[Node: .*\]\n\n(?:(?:Parsed url|Loaded configuration file|Using environment) .*\n)*/,
    '',
  );
}
