import { Tabs } from "@mantine/core";
import { useState } from "react";
import { useSnapshot } from "../../state/panel-context.tsx";
import { useHashRequest } from "../../state/use-hash-view.ts";
import { PersonaSettings } from "../personas/PersonaSettings.tsx";
import { AlertSettings } from "./AlertSettings.tsx";
import { BehaviourSettings } from "./BehaviourSettings.tsx";
import { ConversationSettings } from "./ConversationSettings.tsx";
import { DesktopSettings } from "./DesktopSettings.tsx";
import { DiscordSettings } from "./DiscordSettings.tsx";
import { InferenceSettings } from "./InferenceSettings.tsx";
import { PrivacySettings } from "./PrivacySettings.tsx";
import { ProfileSettings } from "./ProfileSettings.tsx";
import "./settings.css";

const sections = [
  { value: "discord", label: "Discord", Section: DiscordSettings },
  { value: "persona", label: "Persona", Section: PersonaSettings },
  { value: "behaviour", label: "Behaviour", Section: BehaviourSettings },
  { value: "conversation", label: "Conversation", Section: ConversationSettings },
  { value: "inference", label: "Inference", Section: InferenceSettings },
  { value: "alerts", label: "Alerts", Section: AlertSettings },
  { value: "privacy", label: "Privacy", Section: PrivacySettings },
  { value: "profiles", label: "Profiles", Section: ProfileSettings },
  { value: "desktop", label: "Desktop", Section: DesktopSettings },
] as const;

/** Each setting is saved by itself as its field is left. */
export function SettingsView() {
  const isDesktop = useSnapshot(({ host }) => host.kind === "desktop");
  const shown = sections.filter(({ value }) => value !== "desktop" || isDesktop);
  const [section, setSection] = useState<string | null>("discord");
  useHashRequest("settings", "part", (part) => shown.some(({ value }) => value === part) && setSection(part));
  return (
    <main className="view">
      <h1 tabIndex={-1}>Settings</h1>
      <Tabs value={section} onChange={setSection} keepMounted={false} mt="xs">
        <Tabs.List aria-label="Sections">
          {shown.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map(({ value, Section }) => (
          <Tabs.Panel key={value} value={value} pt="sm" keepMounted={value === "persona"}>
            <Section />
          </Tabs.Panel>
        ))}
      </Tabs>
      <HostLine />
    </main>
  );
}

function HostLine() {
  const { kind, version, dataFolder } = useSnapshot(({ host }) => host);
  const protection = useSnapshot(({ secretProtection }) => secretProtection);
  return (
    <p className="host-line">
      Quipdeck {version}, {kind} host. Data folder: {dataFolder}. {protection.text}
    </p>
  );
}
