CREATE TABLE `aliases` (
	`account_id` text NOT NULL,
	`remote_id` text NOT NULL,
	`identity_id` text NOT NULL,
	PRIMARY KEY(`account_id`, `remote_id`),
	FOREIGN KEY (`identity_id`) REFERENCES `identities`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `aliases_identity_idx` ON `aliases` (`identity_id`);--> statement-breakpoint
ALTER TABLE `accounts` ADD `status` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `bookmark` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `removed_at` integer;--> statement-breakpoint
ALTER TABLE `identities` ADD `other_names` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `ask_until` integer;--> statement-breakpoint
ALTER TABLE `outbox` ADD `asks` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `outbox` ADD `wanted` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `outbox_ask_idx` ON `outbox` (`thread_id`,`n`) WHERE ask_until is not null;--> statement-breakpoint
ALTER TABLE `remote_events` ADD `send_id` text;