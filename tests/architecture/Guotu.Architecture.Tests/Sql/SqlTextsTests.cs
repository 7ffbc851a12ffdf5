using Guotu.Architecture.Tests.Sources;

namespace Guotu.Architecture.Tests.Sql;

public sealed class SqlTextsTests
{
    [Fact]
    public void Literals_of_every_kind_are_read()
    {
        var texts = Read(
            """"
            class A
            {
                const string Plain = "SELECT a_id FROM t_a";
                const string Verbatim = @"DELETE FROM t_a";
                const string Raw = """
                    UPDATE t_a SET x_no = 1
                    """;
                string Held(int n) => $"SELECT a_id FROM t_a LIMIT {n}";
            }
            """");
        Assert.Equal(["SELECT a_id FROM t_a", "DELETE FROM t_a", "UPDATE t_a SET x_no = 1", "SELECT a_id FROM t_a LIMIT {}"], texts);
    }

    [Fact]
    public void A_text_put_together_is_read_as_one() =>
        Assert.Equal(
            ["SELECT a_id FROM t_a{} WHERE a_id = @p"],
            Read("""class A { string Held(string s) => "SELECT a_id " + "FROM t_a" + s + " WHERE a_id = @p"; }"""));

    [Fact]
    public void A_piece_that_is_appended_later_is_read_too() =>
        Assert.Equal([" AND a_id = :id"], Read("""class A { void Add(System.Text.StringBuilder b) => b.Append(" AND a_id = :id"); }"""));

    [Fact]
    public void Prose_is_not_taken_for_SQL() =>
        Findings.MustBeNone(Read("""class A { string[] Words = ["Select a file", "update", "with care", "from here", "Or else"]; }"""));

    [Fact]
    public void A_script_is_read_statement_by_statement_with_its_lines()
    {
        var statements = SqlTexts.InScript("s.sql", "-- head; with a semicolon\nCREATE TABLE t_a (\n  a_id BIGINT -- 号;\n);\n\nCREATE INDEX ix_a ON t_a (a_id);\n").ToList();
        Assert.Equal([2, 6], statements.Select(s => s.Line));
    }

    private static IEnumerable<string> Read(string source) => SqlTexts.In(new SourceFile("a.cs", source)).Select(t => t.Text);
}
