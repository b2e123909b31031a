import "./without-eval.ts";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./mantine.css";
import "./panel.css";
import "./little-room.css";
import "./system-wishes.css";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { chooseBridge } from "./bridge/choose-bridge.ts";
import { createVisibleBridge } from "./bridge/visible-bridge.ts";
import { CommandProvider } from "./commands/command-context.tsx";
import { CommandRegistry } from "./commands/command-registry.ts";
import { browserTiming } from "./state/browser-timing.ts";
import { PanelProvider } from "./state/panel-context.tsx";
import { PanelStore } from "./state/panel-store.ts";
import { tellRefusal } from "./state/tell-refusal.ts";
import { UndoStack } from "./state/undo-stack.ts";
import { createKept, KeptProvider } from "./state/use-kept.ts";
import { UndoProvider } from "./state/use-undo.ts";
import { cssVariables, theme } from "./theme.ts";

const colorSchemes = localStorageColorSchemeManager({ key: "quipdeck-color-scheme" });

/** Before the first picture, which would be light otherwise; Mantine's own way is an inline script. */
function applyColorScheme(): void {
  const chosen = colorSchemes.get("auto");
  const isDark = chosen === "auto" ? window.matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
  document.documentElement.setAttribute("data-mantine-color-scheme", isDark ? "dark" : "light");
}

applyColorScheme();
const root = document.getElementById("root");
if (!root) throw new Error("index.html holds no #root");

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
    >
      <PanelProvider value={new PanelStore(createVisibleBridge(chooseBridge()), browserTiming)}>
        <CommandProvider value={new CommandRegistry()}>
          <UndoProvider value={new UndoStack(tellRefusal)}>
            <KeptProvider value={createKept((isUnsaved) => window.quipdeck?.tellUnsaved(isUnsaved))}>
              <App />
            </KeptProvider>
          </UndoProvider>
        </CommandProvider>
      </PanelProvider>
      <aside aria-label="New notices">
        <Notifications position="bottom-right" limit={3} withinPortal={false} />
      </aside>
    </MantineProvider>
  </StrictMode>,
);
