import type { AnswerPlace } from "../../../shared/settings.ts";
import { visibleText } from "../../../shared/visible-text.ts";
import { BotToken } from "./BotToken.tsx";
import { Doctor } from "./Doctor.tsx";
import { Invite } from "./Invite.tsx";
import { Section } from "./Section.tsx";
import { SettingSelect, SettingSwitch, SettingTags } from "./setting-fields.tsx";
import { useActiveProfile } from "./use-active-profile.ts";

const answerPlaceChoices: { value: AnswerPlace; label: string }[] = [
  { value: "reply", label: "As a reply to the question" },
  { value: "thread-per-question", label: "In a thread on each question" },
  { value: "thread-per-member-day", label: "In one thread for each member and day" },
];

export function DiscordSettings() {
  const { profile, path } = useActiveProfile();
  return (
    <div className="settings-columns">
      <BotToken key={profile.id} profile={profile} />
      <Invite />
      <Doctor />
      <Section title={`When the bot of "${visibleText(profile.name)}" answers`}>
        <SettingSwitch path={`${path}.answerMentions`} label="When it is mentioned" />
        <SettingSwitch path={`${path}.answerReplies`} label="When somebody replies to it" />
        <SettingSwitch
          path={`${path}.answerInThreads`}
          label="In threads as well"
          description="Needs the permission Send Messages in Threads."
        />
        <SettingSelect
          path={`${path}.answerPlace`}
          label="Where it answers"
          choices={answerPlaceChoices}
          description="Threads need two more permissions, Create Public Threads and Send Messages in Threads: invite the bot again, or give them to its role. Without them it replies."
        />
        <SettingSwitch
          path={`${path}.readBareCommands`}
          label="Commands without a mention"
          description="Where the application has the Message Content intent anyhow."
        />
        <SettingSwitch
          path={`${path}.slashCommands`}
          label="Slash commands"
          description="/quip for moderators, /quip-me for every member. Switched off, they are removed from Discord; messages such as $stop work in any case."
        />
        <SettingTags
          path={`${path}.answerChannelIds`}
          label="Channels in which it answers everything"
          description="Channel ids; needs the Message Content intent. In Discord: Developer Mode, then Copy Channel ID."
          placeholder="Id, then Enter"
        />
        <SettingTags
          path={`${path}.ignoredChannelIds`}
          label="Channels that it ignores"
          description="Channel ids."
          placeholder="Id, then Enter"
        />
        <SettingTags
          path={`${path}.moderatorRoleNames`}
          label="Moderators' roles"
          description="Names of roles that may give commands without holding a moderating permission."
          placeholder="Name, then Enter"
        />
      </Section>
    </div>
  );
}
