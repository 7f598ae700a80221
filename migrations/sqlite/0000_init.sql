CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`name` text NOT NULL,
	`address` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `agents` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`role` text DEFAULT 'agent' NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `agents_email_unique` ON `agents` (`email`);--> statement-breakpoint
CREATE TABLE `api_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_tokens_hash_unique` ON `api_tokens` (`hash`);--> statement-breakpoint
CREATE TABLE `cases` (
	`id` text PRIMARY KEY NOT NULL,
	`thread_id` text NOT NULL,
	`state` text NOT NULL,
	`topic` text,
	`facts` text NOT NULL,
	`missing` text NOT NULL,
	`assignee_id` text,
	`outcome` text,
	`opened_at` integer NOT NULL,
	`escalated_at` integer,
	`taken_at` integer,
	`closed_at` integer,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `cases_thread_idx` ON `cases` (`thread_id`,`opened_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `cases_one_open_idx` ON `cases` (`thread_id`) WHERE state <> 'closed';--> statement-breakpoint
CREATE TABLE `credentials` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `agents`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `credentials_user_idx` ON `credentials` (`user_id`);--> statement-breakpoint
CREATE TABLE `customers` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`language` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`changes` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `files` (
	`id` text PRIMARY KEY NOT NULL,
	`message_id` text,
	`thread_id` text,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`error` text,
	`name` text,
	`mime` text,
	`bytes` integer,
	`width` integer,
	`height` integer,
	`duration` integer,
	`media_key` text,
	`account_id` text,
	`remote` text,
	`agent_id` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` integer NOT NULL,
	`leased_until` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `files_message_idx` ON `files` (`message_id`,`position`);--> statement-breakpoint
CREATE INDEX `files_media_idx` ON `files` (`media_key`);--> statement-breakpoint
CREATE INDEX `files_pending_idx` ON `files` (`due_at`) WHERE state = 'pending';--> statement-breakpoint
CREATE TABLE `idempotency` (
	`agent_id` text NOT NULL,
	`key` text NOT NULL,
	`request` text NOT NULL,
	`status` integer NOT NULL,
	`body` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`agent_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_at_idx` ON `idempotency` (`at`);--> statement-breakpoint
CREATE TABLE `identities` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`channel` text NOT NULL,
	`account_id` text NOT NULL,
	`remote_id` text NOT NULL,
	`remote_chat` text NOT NULL,
	`name` text NOT NULL,
	`username` text,
	`language_hint` text,
	`phone` text,
	`phone_verified` integer DEFAULT false NOT NULL,
	`picture_key` text,
	`picture_checked_at` integer,
	`reachable` integer DEFAULT true NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `identities_remote_idx` ON `identities` (`account_id`,`remote_id`);--> statement-breakpoint
CREATE INDEX `identities_customer_idx` ON `identities` (`customer_id`);--> statement-breakpoint
CREATE TABLE `messages` (
	`n` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`thread_id` text NOT NULL,
	`seq` integer NOT NULL,
	`case_id` text,
	`from` text NOT NULL,
	`agent_id` text,
	`identity_id` text,
	`channel` text,
	`text` text NOT NULL,
	`notice` text,
	`extras` text NOT NULL,
	`reply_to` text,
	`album` text,
	`send_state` text,
	`send_error` text,
	`at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`edited_at` integer,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `messages_id_unique` ON `messages` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `messages_thread_seq_idx` ON `messages` (`thread_id`,`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `messages_album_idx` ON `messages` (`thread_id`,`album`) WHERE album is not null;--> statement-breakpoint
CREATE TABLE `outbox` (
	`n` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`thread_id` text NOT NULL,
	`message_id` text NOT NULL,
	`account_id` text NOT NULL,
	`remote_chat` text NOT NULL,
	`part` text NOT NULL,
	`from` text NOT NULL,
	`state` text NOT NULL,
	`error` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` integer NOT NULL,
	`leased_until` integer,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_id_unique` ON `outbox` (`id`);--> statement-breakpoint
CREATE INDEX `outbox_due_idx` ON `outbox` (`due_at`) WHERE state in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX `outbox_thread_idx` ON `outbox` (`thread_id`,`n`) WHERE state in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX `outbox_message_idx` ON `outbox` (`message_id`);--> statement-breakpoint
CREATE TABLE `remote_events` (
	`account_id` text NOT NULL,
	`remote_chat` text NOT NULL,
	`remote_id` text NOT NULL,
	`part` integer DEFAULT 0 NOT NULL,
	`message_id` text,
	PRIMARY KEY(`account_id`, `remote_chat`, `remote_id`, `part`)
);
--> statement-breakpoint
CREATE INDEX `remote_events_message_idx` ON `remote_events` (`message_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`token` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `agents`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_unique` ON `sessions` (`token`);--> statement-breakpoint
CREATE INDEX `sessions_user_idx` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `threads` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`turn` text NOT NULL,
	`last_seq` integer DEFAULT 0 NOT NULL,
	`unread` integer DEFAULT 0 NOT NULL,
	`last_text` text DEFAULT '' NOT NULL,
	`last_from` text,
	`last_channel` text,
	`last_at` integer NOT NULL,
	`identity_id` text,
	`case_id` text,
	`assignee_id` text,
	`topic` text,
	`order_code` text,
	`waiting_since` integer,
	`troubled` integer DEFAULT 0 NOT NULL,
	`bot` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `threads_customer_idx` ON `threads` (`customer_id`);--> statement-breakpoint
CREATE INDEX `threads_last_idx` ON `threads` (`last_at`,`id`);--> statement-breakpoint
CREATE INDEX `threads_turn_last_idx` ON `threads` (`turn`,`last_at`,`id`);--> statement-breakpoint
CREATE INDEX `threads_waiting_idx` ON `threads` (`turn`,`waiting_since`,`id`);--> statement-breakpoint
CREATE INDEX `threads_assignee_idx` ON `threads` (`assignee_id`,`turn`,`last_at`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verifications_identifier_idx` ON `verifications` (`identifier`);