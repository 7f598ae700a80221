CREATE TABLE "aliases" (
	"account_id" text NOT NULL,
	"remote_id" text NOT NULL,
	"identity_id" text NOT NULL,
	CONSTRAINT "aliases_account_id_remote_id_pk" PRIMARY KEY("account_id","remote_id")
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "status" jsonb;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "bookmark" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "removed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "identities" ADD COLUMN "other_names" jsonb;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "ask_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "asks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "wanted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "remote_events" ADD COLUMN "send_id" text;--> statement-breakpoint
ALTER TABLE "aliases" ADD CONSTRAINT "aliases_identity_id_identities_id_fk" FOREIGN KEY ("identity_id") REFERENCES "public"."identities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "aliases_identity_idx" ON "aliases" USING btree ("identity_id");--> statement-breakpoint
CREATE INDEX "outbox_ask_idx" ON "outbox" USING btree ("thread_id","n") WHERE ask_until is not null;