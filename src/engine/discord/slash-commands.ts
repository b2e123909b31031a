import { type Command, memberCommands, moderatorCommands, type Spelling, spelledWith } from "./commands.ts";
import { manageMessagesBit } from "./permissions.ts";

/** Holds every command. Discord hides whole commands only, never a part of one: members have a second one. */
const moderatorsName = "quip";
const membersName = "quip-me";

const subcommandType = 1;
const chatInputType = 1;
const guildContext = 0;

/** A slash command as Discord's REST interface takes and gives it, as far as Quipdeck makes use of it. */
export interface SlashCommand {
  name: string;
  type: number;
  description: string;
  /** The permission bits of those who see it, as a decimal number; null: everybody. */
  default_member_permissions: string | null;
  /** Where it can be used; 0: in servers. */
  contexts: number[];
  options: { type: number; name: string; description: string }[];
}

/** The commands that the bot offers. */
export function slashCommands(): SlashCommand[] {
  const common = { type: chatInputType, contexts: [guildContext] };
  return [
    {
      ...common,
      name: moderatorsName,
      description: "Look after the chatbot of this server",
      default_member_permissions: manageMessagesBit.toString(),
      options: subcommandsOf({ ...moderatorCommands, ...memberCommands }),
    },
    {
      ...common,
      name: membersName,
      description: "What the chatbot of this server may know of you",
      default_member_permissions: null,
      options: subcommandsOf(memberCommands),
    },
  ];
}

function subcommandsOf(descriptions: Readonly<Record<string, string>>): SlashCommand["options"] {
  return Object.entries(descriptions).map(([name, description]) => ({ type: subcommandType, name, description }));
}

/**
 * What Discord should hold in place of `registered`; null where it holds that already, so that nothing is sent.
 * Commands with other names, which another program of the owner's may have registered, stay.
 */
export function changedCommands<Registered extends Partial<SlashCommand>>(
  registered: Registered[],
  wanted: SlashCommand[],
): (Registered | SlashCommand)[] | null {
  const isOurs = ({ name }: Partial<SlashCommand>) => name === moderatorsName || name === membersName;
  const ours = registered.filter(isOurs);
  if (fingerprint(ours) === fingerprint(wanted)) return null;
  return [...registered.filter((command) => !isOurs(command)), ...wanted];
}

/** Discord adds fields of its own and leaves empty ones out. */
function fingerprint(commands: Partial<SlashCommand>[]): string {
  const known = commands.map(({ name, type, description, default_member_permissions, contexts, options = [] }) => [
    name,
    type,
    description,
    default_member_permissions ?? null,
    contexts,
    options.map((option) => [option.type, option.name, option.description]),
  ]);
  return JSON.stringify(known.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}

/** How commands are written where somebody uses the slash commands. */
export function slashSpelling(prefix: string): Spelling {
  return {
    command: (command) => `/${isForMembers(command) ? membersName : moderatorsName} ${command}`,
    asideMarker: spelledWith(prefix).asideMarker,
  };
}

function isForMembers(command: Command): boolean {
  return Object.hasOwn(memberCommands, command);
}
