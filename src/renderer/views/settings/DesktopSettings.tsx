import { Section } from "./Section.tsx";
import { SettingSwitch } from "./setting-fields.tsx";

export function DesktopSettings() {
  return (
    <div className="settings-columns">
      <Section title="Desktop app">
        <SettingSwitch path="desktop.startBotOnLaunch" label="Start the bot when Quipdeck starts" />
        <SettingSwitch
          path="desktop.closeToTray"
          label="Closing the window keeps Quipdeck in the tray"
          description="Otherwise closing it quits, and the bot goes offline."
        />
        <SettingSwitch path="desktop.notifications" label="Show notifications of the system" />
        <SettingSwitch
          path="desktop.allowUnprotectedSecrets"
          label="Store secrets without protection"
          description="Only matters on a system without a keyring: there, tokens and keys are otherwise kept for this run only."
        />
      </Section>
    </div>
  );
}
