"""The card of one event: what panel, slide, paragraph, report and pages say of it."""
