using Guotu.Architecture.Tests.Sources;

namespace Guotu.Architecture.Tests.Sql;

/// <summary>All SQL of the product is in the portable subset; and the scan that says so is itself tried on bad SQL.</summary>
public sealed class SqlScanTests
{
    // The dialects are the one place where what differs between databases may be written.
    private const string Dialects = "src/BuildingBlocks/Guotu.Database/Dialects/";

    [Fact]
    public void Every_SQL_text_in_the_code_is_portable() =>
        Findings.MustBeNone(SourceTree.Product.Where(f => !f.Path.StartsWith(Dialects, StringComparison.Ordinal)).SelectMany(SqlTexts.In).SelectMany(SqlRules.Check));

    [Fact]
    public void Every_neutral_schema_script_is_portable() =>
        Findings.MustBeNone(
            SourceTree.Files("db-scripts/neutral")
                .Where(p => p.EndsWith(".sql", StringComparison.Ordinal))
                .SelectMany(p => SqlTexts.InScript(p, SourceTree.ReadText(p)))
                .SelectMany(SqlRules.Check));

    [Fact]
    public void The_scan_sees_the_SQL_that_is_there()
    {
        Assert.NotEmpty(SourceTree.Product.SelectMany(SqlTexts.In));
        Assert.True(ReservedWords.All.Count > 300);
    }

    [Theory]
    [InlineData("upsert", "INSERT INTO t_a (a_id) VALUES (:p_id) ON CONFLICT DO NOTHING")]
    [InlineData("upsert", "MERGE INTO t_a USING t_b ON (1 = 1)")]
    [InlineData("case-blind LIKE", "SELECT a_id FROM t_a WHERE name_txt ILIKE :p_q")]
    [InlineData("PostgreSQL cast", "SELECT a_id::text FROM t_a")]
    [InlineData("RETURNING", "INSERT INTO t_a (a_id) VALUES (:p_id) RETURNING a_id")]
    [InlineData("DUAL", "SELECT 1 FROM DUAL")]
    [InlineData("parameter is not :p_name", "SELECT a_id FROM t_a WHERE a_id = @p")]
    [InlineData("parameter is not :p_name", "SELECT a_id FROM t_a WHERE a_id = @p_id")]
    [InlineData("parameter is not :p_name", "SELECT a_id FROM t_a WHERE a_id = :id")]
    [InlineData("parameter is not :p_name", "SELECT a_id FROM t_a WHERE a_id = $1")]
    [InlineData("parameter is not :p_name", "SELECT a_id FROM t_a WHERE a_id = ?")]
    [InlineData("quoted identifier", "SELECT \"a_id\" FROM t_a")]
    [InlineData("boolean", "CREATE TABLE t_a (is_on BOOLEAN NOT NULL)")]
    [InlineData("boolean", "SELECT a_id FROM t_a WHERE is_on = TRUE")]
    [InlineData("database makes the id", "CREATE TABLE t_a (a_id BIGSERIAL)")]
    [InlineData("database makes the time", "UPDATE t_a SET done_utc = NOW()")]
    [InlineData("database makes the time", "UPDATE t_a SET done_utc = CURRENT_TIMESTAMP")]
    [InlineData("function of one database", "SELECT IFNULL(a_id, 0) FROM t_a")]
    [InlineData("OFFSET .. FETCH", "SELECT a_id FROM t_a ORDER BY a_id OFFSET 20 ROWS FETCH NEXT 20 ROWS ONLY")]
    [InlineData("LIMIT or OFFSET with a parameter", "SELECT a_id FROM t_a LIMIT :p_size")]
    [InlineData("LIMIT or OFFSET with a parameter", "SELECT a_id FROM t_a LIMIT 20 OFFSET :p_from")]
    [InlineData("alias is a reserved word", "SELECT COUNT(*) AS count FROM t_a")]
    [InlineData("alias is a reserved word", "SELECT due_on AS date FROM t_a")]
    [InlineData("alias in UPDATE or DELETE", "UPDATE t_a AS a SET x_no = 1")]
    [InlineData("alias in UPDATE or DELETE", "UPDATE t_a a SET x_no = 1")]
    [InlineData("alias in UPDATE or DELETE", "DELETE FROM t_a a WHERE a.x_no = 1")]
    [InlineData("TRUNCATE", "TRUNCATE TABLE t_a")]
    [InlineData("row lock outside the dialect", "SELECT a_id FROM t_a WHERE a_id = :p_id FOR UPDATE")]
    [InlineData("partial index", "CREATE UNIQUE INDEX ux_a ON t_a (x_no) WHERE x_no > 0")]
    [InlineData("LIKE without ESCAPE", "SELECT a_id FROM t_a WHERE name_txt LIKE :p_q")]
    [InlineData("blob or clob type", "CREATE TABLE t_a (body_bin BLOB)")]
    [InlineData("|| without COALESCE", "SELECT first_txt || COALESCE(last_txt, '') AS full_txt FROM t_a")]
    [InlineData("|| without COALESCE", "SELECT COALESCE(first_txt, '') || last_txt AS full_txt FROM t_a")]
    [InlineData("|| without COALESCE", "SELECT UPPER(first_txt) || 'x' AS full_txt FROM t_a")]
    [InlineData("reserved word", "SELECT a.user FROM t_a a")]
    [InlineData("reserved word as a name", "SELECT a.order FROM t_a a")]
    [InlineData("reserved word as a name", "CREATE TABLE t_a (index INT)")]
    [InlineData("reserved word", "CREATE TABLE t_a (a_id BIGINT, comment TEXT)")]
    [InlineData("reserved word", "SELECT level FROM t_a")]
    [InlineData("reserved word as a name", "INSERT INTO order (a_id) VALUES (:p_id)")]
    [InlineData("reserved word as a name", "SELECT x_no AS end FROM t_a")]
    public void Bad_SQL_is_caught_by_the_rule_it_breaks(string rule, string sql) =>
        Assert.Contains(SqlRules.Check(new SqlText("sample", 1, sql)), f => f.Rule == rule);

    [Theory]
    [InlineData("SELECT a.a_id, a.name_txt FROM t_a a LEFT JOIN t_b b ON b.a_id = a.a_id WHERE a.state_code IN ('NEW','DONE') ORDER BY CASE WHEN a.x_no IS NULL THEN 1 ELSE 0 END, a.a_id LIMIT 20 OFFSET {}")]
    [InlineData("INSERT INTO t_a (a_id, name_txt) VALUES (:p_id, :p_name)")]
    [InlineData("UPDATE t_a SET row_version = row_version + 1, name_txt = 'now() :: \"x\" @p' WHERE a_id = :p_id AND row_version = :p_version")]
    [InlineData("DELETE FROM t_a WHERE a_id = :p_id")]
    [InlineData("SELECT COALESCE(first_txt, '') || '-' || COALESCE(last_txt, '') AS full_txt FROM t_a WHERE UPPER(name_txt) LIKE :p_q ESCAPE '!'")]
    [InlineData("WITH RECURSIVE r (n_no) AS (SELECT 1 UNION ALL SELECT n_no + 1 FROM r WHERE n_no < 9) SELECT n_no FROM r")]
    [InlineData("SELECT CAST(x_no AS INT) AS x_int, ROW_NUMBER() OVER (PARTITION BY y_no ORDER BY a_id) AS rank_no FROM {scope:t_a} a")]
    [InlineData("CREATE TABLE t_a (a_id BIGINT NOT NULL, name_txt {VC:200}, at_utc {INSTANT}, is_on SMALLINT DEFAULT 0 NOT NULL CHECK (is_on IN (0,1)), PRIMARY KEY (a_id))")]
    public void Portable_SQL_passes(string sql) => Findings.MustBeNone(SqlRules.Check(new SqlText("sample", 1, sql)));
}
