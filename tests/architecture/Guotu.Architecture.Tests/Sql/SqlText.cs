namespace Guotu.Architecture.Tests.Sql;

/// <summary>A text of SQL, where it stands, and whether it is a whole statement or a piece that code puts together.</summary>
public sealed record SqlText(string Path, int Line, string Text)
{
    public override string ToString() => $"{Path}:{Line}";
}

/// <summary>One construct that does not run the same on Dameng, PostgreSQL and SQLite.</summary>
public sealed record SqlFinding(SqlText Where, string Rule, string What)
{
    public override string ToString() => $"{Where} [{Rule}] {What}";
}
