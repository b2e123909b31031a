import { Tabs, Text } from "@mantine/core";
import { IconFilter, IconMessages } from "@tabler/icons-react";
import { useState } from "react";
import { useHashRequest } from "../../state/use-hash-view.ts";
import { Chats } from "./Chats.tsx";
import { SanitizerBox } from "./SanitizerBox.tsx";
import "./playground.css";

const parts = ["chat", "sanitizer"];

export function PlaygroundView() {
  const [tab, setTab] = useState<string | null>("chat");
  useHashRequest("playground", "part", (part) => parts.includes(part) && setTab(part));
  return (
    <main className="view filled">
      <h1 tabIndex={-1}>Playground</h1>
      <Text size="sm" c="dimmed" mb="xs">
        Stages, keys and requests are real; yet nothing is posted, logged or counted as a failure.
      </Text>
      <Tabs value={tab} onChange={setTab} keepMounted className="playground">
        <Tabs.List aria-label="What to try">
          <Tabs.Tab value="chat" leftSection={<IconMessages size={15} aria-hidden />}>
            Chat
          </Tabs.Tab>
          <Tabs.Tab value="sanitizer" leftSection={<IconFilter size={15} aria-hidden />}>
            Sanitizer
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="chat" className="playground-panel">
          <Chats />
        </Tabs.Panel>
        <Tabs.Panel value="sanitizer" className="playground-panel">
          <SanitizerBox />
        </Tabs.Panel>
      </Tabs>
    </main>
  );
}
