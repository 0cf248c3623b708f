CREATE TABLE case_event (
	case_id TEXT NOT NULL, 
	n INTEGER NOT NULL, 
	op_id TEXT NOT NULL, 
	PRIMARY KEY (case_id, n), 
	UNIQUE (op_id)
);
CREATE TABLE case_head (
	case_id TEXT NOT NULL, 
	events INTEGER NOT NULL, 
	has_gap BOOLEAN NOT NULL, 
	query_hash TEXT NOT NULL, 
	PRIMARY KEY (case_id)
);
CREATE TABLE case_number (
	case_no TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	PRIMARY KEY (case_no)
);
CREATE TABLE case_scope (
	case_id TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	PRIMARY KEY (case_id, scope)
);
CREATE INDEX ix_case_scope_scope ON case_scope (scope);
CREATE TABLE custody (
	instance_id TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	op_id TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	stands_for TEXT NOT NULL, 
	PRIMARY KEY (instance_id, seq)
);
CREATE TABLE device (
	device_id TEXT NOT NULL, 
	outlet TEXT NOT NULL, 
	terminal_no TEXT NOT NULL, 
	public_key BLOB NOT NULL, 
	mode TEXT NOT NULL, 
	enrolled_at TEXT NOT NULL, 
	PRIMARY KEY (device_id), 
	UNIQUE (outlet, terminal_no)
);
CREATE TABLE enrolment (
	code_hash TEXT NOT NULL, 
	outlet TEXT NOT NULL, 
	staff_no TEXT NOT NULL, 
	staff_name TEXT NOT NULL, 
	expires BIGINT NOT NULL, 
	device_id TEXT, 
	PRIMARY KEY (code_hash)
);
CREATE TABLE epoch (
	no INTEGER NOT NULL, 
	epoch TEXT NOT NULL, 
	secret BLOB NOT NULL, 
	cluster TEXT NOT NULL, 
	since TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (no), 
	UNIQUE (epoch)
);
CREATE TABLE feed (
	scope TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	case_id TEXT NOT NULL, 
	op_id TEXT NOT NULL, 
	PRIMARY KEY (scope, version)
);
CREATE INDEX ix_feed_op ON feed (op_id);
CREATE TABLE instance (
	instance_id TEXT NOT NULL, 
	device_id TEXT NOT NULL, 
	last_seq BIGINT NOT NULL, 
	receipt TEXT NOT NULL, 
	PRIMARY KEY (instance_id)
);
CREATE INDEX ix_instance_device_id ON instance (device_id);
CREATE TABLE nonce (
	nonce TEXT NOT NULL, 
	device_id TEXT NOT NULL, 
	issued BIGINT NOT NULL, 
	PRIMARY KEY (nonce)
);
CREATE INDEX ix_nonce_device_id ON nonce (device_id);
CREATE TABLE op (
	op_id TEXT NOT NULL, 
	instance_id TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	kv INTEGER NOT NULL, 
	case_id TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	outlet TEXT NOT NULL, 
	received_at TEXT NOT NULL, 
	verdict TEXT NOT NULL, 
	code TEXT NOT NULL, 
	args TEXT NOT NULL, 
	PRIMARY KEY (op_id)
);
CREATE INDEX ix_op_parked ON op (verdict, code);
CREATE INDEX ix_op_unsettled ON op (case_id, verdict);
CREATE TABLE op_body (
	op_id TEXT NOT NULL, 
	bytes BLOB NOT NULL, 
	PRIMARY KEY (op_id)
);
CREATE TABLE op_verdict (
	op_id TEXT NOT NULL, 
	no INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	verdict TEXT NOT NULL, 
	code TEXT NOT NULL, 
	args TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	PRIMARY KEY (op_id, no)
);
CREATE TABLE outlet (
	code TEXT NOT NULL, 
	sign TEXT NOT NULL, 
	name TEXT NOT NULL, 
	last_terminal INTEGER NOT NULL, 
	PRIMARY KEY (code)
);
CREATE TABLE paper (
	number TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	PRIMARY KEY (number)
);
CREATE TABLE paper_copy (
	number TEXT NOT NULL, 
	copy_no INTEGER NOT NULL, 
	op_id TEXT NOT NULL, 
	PRIMARY KEY (number, copy_no)
);
CREATE TABLE policy_key (
	no INTEGER NOT NULL, 
	public BLOB NOT NULL, 
	endorsed TEXT NOT NULL, 
	since TEXT NOT NULL, 
	PRIMARY KEY (no), 
	UNIQUE (public)
);
CREATE TABLE review (
	op_id TEXT NOT NULL, 
	mark TEXT NOT NULL, 
	key_id TEXT NOT NULL, 
	outlet TEXT NOT NULL, 
	received_at TEXT NOT NULL, 
	PRIMARY KEY (op_id), 
	UNIQUE (mark)
);
CREATE INDEX ix_review_outlet ON review (outlet, received_at);
CREATE TABLE review_key (
	no INTEGER NOT NULL, 
	key_id TEXT NOT NULL, 
	public BLOB NOT NULL, 
	since TEXT NOT NULL, 
	PRIMARY KEY (no), 
	UNIQUE (key_id)
);
CREATE TABLE review_task (
	task_id TEXT NOT NULL, 
	number TEXT NOT NULL, 
	review_op TEXT NOT NULL, 
	PRIMARY KEY (task_id), 
	UNIQUE (number), 
	UNIQUE (review_op)
);
CREATE TABLE schema_version (
	version INTEGER NOT NULL, 
	PRIMARY KEY (version)
);
CREATE TABLE scope_head (
	scope TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	PRIMARY KEY (scope)
);
CREATE TABLE secret (
	name TEXT NOT NULL, 
	value BLOB NOT NULL, 
	PRIMARY KEY (name)
);
