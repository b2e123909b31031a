import { Center, Loader, Stack, Text } from "@mantine/core";
import { Activity } from "react";
import { usePanelState, useSnapshot } from "./state/panel-context.tsx";
import { useArrival } from "./state/use-arrival.ts";
import { useFirstView } from "./state/use-first-view.ts";
import { useHashView } from "./state/use-hash-view.ts";
import { useAskBeforeLeaving } from "./state/use-kept.ts";
import { useNoStrayDrops } from "./state/use-no-stray-drops.ts";
import { useNoticeToasts } from "./state/use-notice-toasts.tsx";
import { Announcements } from "./views/Announcements.tsx";
import { Banners } from "./views/Banners.tsx";
import { FailuresView } from "./views/failures/FailuresView.tsx";
import { Header } from "./views/Header.tsx";
import { KeysView } from "./views/keys/KeysView.tsx";
import { LiveView } from "./views/live/LiveView.tsx";
import { Navigation } from "./views/Navigation.tsx";
import { PlaygroundView } from "./views/playground/PlaygroundView.tsx";
import { QuotaView } from "./views/quota/QuotaView.tsx";
import { SettingsView } from "./views/settings/SettingsView.tsx";
import { SetupView } from "./views/setup/SetupView.tsx";
import { StatusStrip } from "./views/strip/StatusStrip.tsx";
import { UndoBar } from "./views/UndoBar.tsx";
import { UtcTip } from "./views/UtcTip.tsx";
import { viewNames } from "./views/views.ts";

export function App() {
  const hasSnapshot = usePanelState(({ snapshot }) => snapshot !== null);
  return hasSnapshot ? <Frame /> : <Waiting />;
}

function Frame() {
  const view = useHashView(viewNames);
  const hasToken = useSnapshot(({ profilesWithToken }) => profilesWithToken.length > 0);
  useFirstView("setup", !hasToken);
  useNoticeToasts();
  useNoStrayDrops();
  useAskBeforeLeaving();
  const { views, toHeading } = useArrival(view);
  return (
    <div className="frame">
      <Header view={view} onSkip={toHeading} />
      <StatusStrip />
      <Navigation current={view} />
      <div className="main" ref={views}>
        <Banners />
        {view === "live" && <LiveView />}
        {view === "failures" && <FailuresView />}
        {/* Kept while hidden: the conversation would be lost otherwise. */}
        <Activity mode={view === "playground" ? "visible" : "hidden"}>
          <PlaygroundView />
        </Activity>
        {view === "keys" && <KeysView />}
        {view === "quota" && <QuotaView />}
        {view === "setup" && <SetupView />}
        {/* Kept while hidden: a persona that is being written would be lost otherwise. */}
        <Activity mode={view === "settings" ? "visible" : "hidden"}>
          <SettingsView />
        </Activity>
        <UndoBar toHeading={toHeading} />
        <UtcTip />
      </div>
      <Announcements />
    </div>
  );
}

function Waiting() {
  const connection = usePanelState((state) => state.connection);
  const isRefused = connection === "refused";
  return (
    <main>
      <Banners />
      <Center h="80vh">
        <Stack align="center" gap="sm">
          {!isRefused && <Loader size="sm" aria-hidden />}
          <div role="status">
            <Text component="h1" size="md">
              {isRefused ? "No access" : "Connecting to Quipdeck …"}
            </Text>
          </div>
        </Stack>
      </Center>
    </main>
  );
}
