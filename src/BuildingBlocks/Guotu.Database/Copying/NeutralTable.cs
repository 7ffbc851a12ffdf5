using System.Text.RegularExpressions;
using Guotu.Database.Schema;

namespace Guotu.Database.Copying;

/// <summary>What a column holds, whatever the database calls it.</summary>
public enum ColumnKind
{
    Text,
    Integer,
    Instant,
    Date,
    Binary,
}

/// <summary>A table as the neutral scripts make it, later columns included.</summary>
internal sealed partial record NeutralTable(string Name, IReadOnlyList<NeutralColumn> Columns)
{
    /// <summary>All tables of the product in the order in which they are made.</summary>
    public static IReadOnlyList<NeutralTable> All { get; } = Read(NeutralScript.All);

    public static IReadOnlyList<NeutralTable> Read(IReadOnlyList<NeutralScript> scripts)
    {
        var tables = new List<NeutralTable>();
        foreach (var statement in scripts.SelectMany(s => s.Statements))
        {
            if (Created().Match(statement) is { Success: true } created)
            {
                tables.Add(new NeutralTable(created.Groups[1].Value, [.. Column().Matches(statement).Select(ColumnOf)]));
            }
            else if (Added().Match(statement) is { Success: true } added)
            {
                var at = tables.FindIndex(t => t.Name == added.Groups["table"].Value);
                tables[at] = tables[at] with { Columns = [.. tables[at].Columns, ColumnOf(added)] };
            }
        }

        return tables;
    }

    private static NeutralColumn ColumnOf(Match match) => new(match.Groups["name"].Value, match.Groups["type"].Value switch
    {
        "{INSTANT}" => ColumnKind.Instant,
        "{DATE}" => ColumnKind.Date,
        "{BLOB}" => ColumnKind.Binary,
        "BIGINT" or "INT" or "SMALLINT" => ColumnKind.Integer,
        "TEXT" => ColumnKind.Text,
        var type when type.StartsWith("{VC:", StringComparison.Ordinal) => ColumnKind.Text,
        var type => throw new FormatException($"The copy does not know the column type {type}"),
    });

    [GeneratedRegex(@"^CREATE TABLE ([a-z0-9_]+)", RegexOptions.Multiline)]
    private static partial Regex Created();

    [GeneratedRegex(@"^ALTER TABLE (?<table>[a-z0-9_]+) ADD COLUMN (?<name>[a-z0-9_]+) (?<type>\{[A-Z]+(:\d+)?\}|[A-Z]+)", RegexOptions.Multiline)]
    private static partial Regex Added();

    [GeneratedRegex(@"^\s+(?<name>[a-z][a-z0-9_]*) (?<type>\{[A-Z]+(:\d+)?\}|[A-Z]+)", RegexOptions.Multiline)]
    private static partial Regex Column();
}

internal sealed record NeutralColumn(string Name, ColumnKind Kind);
