import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";

/** A link within a sentence to a page of Discord or Hugging Face; hosts open no others. */
export function OutsideLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Anchor href={href} target="_blank" rel="noreferrer" size="sm">
      {children}
    </Anchor>
  );
}
