-- One plan for any number of questions. Left to itself, PostgreSQL holds the plan for an array of one to be cheaper
-- than the plan for any array, and so makes it anew for every statement, which takes four times as long as the read.
ALTER FUNCTION access_heads(uuid[], bigint[]) SET plan_cache_mode = force_generic_plan;
ALTER FUNCTION access_facts(uuid[], text[], uuid[]) SET plan_cache_mode = force_generic_plan;
