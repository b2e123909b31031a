import { IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";

/** A field that says, in the corner above it, that what stands in it was saved. */
export function SavedMark({ isSaved, children }: { isSaved: boolean; children: ReactNode }) {
  return (
    <div className="setting-field">
      {children}
      <span className="setting-saved" aria-live="polite">
        {isSaved && (
          <>
            <IconCheck size={12} aria-hidden /> Saved
          </>
        )}
      </span>
    </div>
  );
}
