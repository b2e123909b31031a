import { Button, Menu, Text } from "@mantine/core";
import { IconSwitchHorizontal } from "@tabler/icons-react";
import type { ReactElement } from "react";
import { activeProfile, type Profile } from "../../shared/settings.ts";
import { visibleText } from "../../shared/visible-text.ts";
import { useSnapshot } from "../state/panel-context.tsx";
import { tellRefusal } from "../state/tell-refusal.ts";
import { useProfileSwitch } from "../state/use-profile-switch.ts";

/** Says which bot this is; a click changes to the other one, or shows them all where there are more than two. */
export function ProfileSwitch({ isReachable }: { isReachable: boolean }) {
  const switchTo = useProfileSwitch();
  const profiles = useSnapshot(({ settings }) => settings.profiles);
  const active = useSnapshot(({ settings }) => activeProfile(settings));
  const others = profiles.filter(({ id }) => id !== active.id);
  const change = (profile: Profile) => switchTo(profile).catch(tellRefusal);
  const [other] = others;
  const isPair = others.length === 1;
  const label = other && isPair ? `switch to ${visibleText(other.name)}` : "switch";
  const face = (
    <Button
      className="profile-switch"
      variant="default"
      size="compact-sm"
      disabled={!isReachable || others.length === 0}
      rightSection={others.length > 0 && <IconSwitchHorizontal size={14} aria-hidden />}
      aria-label={`Profile ${visibleText(active.name)}${others.length > 0 ? `; ${label}` : ""}`}
      title={others.length > 0 ? `Profile: ${label}` : "Profile"}
      {...(other && isPair && { onClick: () => change(other) })}
    >
      {visibleText(active.name)}
    </Button>
  );
  return others.length > 1 ? <Choice face={face} profiles={others} onChoose={change} /> : face;
}

interface ChoiceProps {
  face: ReactElement;
  profiles: Profile[];
  onChoose(profile: Profile): void;
}

function Choice({ face, profiles, onChoose }: ChoiceProps) {
  const withToken = useSnapshot(({ profilesWithToken }) => profilesWithToken);
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>{face}</Menu.Target>
      <Menu.Dropdown>
        {profiles.map((profile) => (
          <Menu.Item key={profile.id} onClick={() => onChoose(profile)}>
            {visibleText(profile.name)}
            {!withToken.includes(profile.id) && (
              <Text size="xs" c="dimmed">
                no token yet
              </Text>
            )}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
