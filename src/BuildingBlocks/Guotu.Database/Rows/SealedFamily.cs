using System.Globalization;
using Guotu.Crypto;
using Guotu.Database.Sessions;
using Guotu.Kernel.Time;

namespace Guotu.Database.Rows;

/// <summary>
/// The rows of one object in several tables, sealed as one (成组封签), such as a case with its fields, parcels, tasks and clock: one protected row an
/// object holds a digest of each part. Meant for objects of up to some thousand rows that change together under one lock.
/// </summary>
/// <param name="Seal">The protected table of the seals: id of the object, <see cref="PartsColumn"/>, MAC.</param>
/// <param name="Parts">The first is the object's own table; its id column is that of the seal.</param>
public sealed record SealedFamily(ProtectedTable Seal, IReadOnlyList<SealedPart> Parts)
{
    /// <summary>Column of the digests.</summary>
    public const string PartsColumn = "parts_text";

    /// <summary>A table of seals.</summary>
    public static IReadOnlyList<string> Columns { get; } = [PartsColumn];

    internal static IReadOnlyList<RowValue> ValuesOf(string partsText) => [RowValue.Kept(PartsColumn, partsText)];

    internal static string Write(IEnumerable<(SealedPart Part, string Digest)> digests) => string.Join(' ', digests.Select(d => d.Part.Table + "=" + d.Digest));

    /// <summary>Digests by the table's name; a text that is none gives none, so that every part differs.</summary>
    internal static Dictionary<string, string> Read(string text) =>
        text.Split(' ').Select(p => p.Split('=')).Where(p => p.Length == 2).DistinctBy(p => p[0]).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
}

/// <summary>One table of a family.</summary>
/// <param name="Table">Name, read as <c>t</c>.</param>
/// <param name="Owner">The object's id as an expression, such as <c>t.case_id</c>.</param>
/// <param name="Key">What orders the rows of one object totally.</param>
/// <param name="Columns">Columns under the seal, with their kind.</param>
public sealed record SealedPart(string Table, string Owner, string Key, IReadOnlyList<SealedColumn> Columns)
{
    /// <summary>What the owner's id comes from where the table itself does not have it: a join.</summary>
    public string Join { get; init; } = string.Empty;

    private string Selected =>
        $"SELECT {Owner} AS owner_id, {string.Join(", ", Columns.Select(c => "t." + c.Name))} FROM {Table} t{(Join.Length == 0 ? string.Empty : " " + Join)} WHERE {Scope}";

    /// <summary>The token that a table under data scope is read with; for the whole node it is always true.</summary>
    internal string Scope => string.Concat("{scope:", Table, ":t}");

    internal string OfOneSql => $"{Selected} AND {Owner} = :p_owner ORDER BY {Key}";

    internal string AllSql => $"{Selected} ORDER BY {Owner}, {Key}";

    internal string Begin(long owner) => Hex(new BoundText("guotu sealed part 1").Add(Table).Add(owner));

    /// <summary>Takes a row into the digest.</summary>
    /// <exception cref="FormatException">A value is not of its column's kind: only an edit behind the application's back leaves one.</exception>
    internal string Take(string digest, IDictionary<string, object?> row)
    {
        var text = new BoundText("guotu sealed part row 1").Add(digest);
        foreach (var column in Columns)
        {
            text.Add(column.TextOf(row[column.Name]));
        }

        return Hex(text);
    }

    internal async Task<string> DigestAsync(ISqlSession session, long owner, CancellationToken ct)
    {
        var digest = Begin(owner);
        foreach (var row in await session.QueryAsync<object>(OfOneSql, new { p_owner = owner }, ct))
        {
            digest = Take(digest, (IDictionary<string, object?>)row);
        }

        return digest;
    }

    private static string Hex(BoundText text) => Convert.ToHexString(Sm3.Hash(text.ToArray())).ToLowerInvariant();
}

/// <summary>A column under a seal. Its text is the same on every database; no value and an empty text are the same.</summary>
/// <param name="Name">Column.</param>
/// <param name="Kind">What it holds.</param>
public sealed record SealedColumn(string Name, SealedKind Kind)
{
    public static IReadOnlyList<SealedColumn> Of(SealedKind kind, params string[] names) => [.. names.Select(n => new SealedColumn(n, kind))];

    internal string TextOf(object? value) => value switch
    {
        null or DBNull => string.Empty,
        _ when Kind == SealedKind.Number && StrangeValues.NumberOrNull(value) is { } number => number.ToString(CultureInfo.InvariantCulture),
        string text when Kind == SealedKind.Instant => Instant.Parse(text).UnixMicroseconds.ToString(CultureInfo.InvariantCulture),
        DateTime time when Kind == SealedKind.Instant => Instant.FromUtc(time).UnixMicroseconds.ToString(CultureInfo.InvariantCulture),
        DateTime time when Kind == SealedKind.Date => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateOnly date when Kind == SealedKind.Date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        string text when Kind is SealedKind.Text or SealedKind.Date => text,
        _ => throw new FormatException($"{Name} holds a {value.GetType().Name}"),
    };
}

/// <summary>What a sealed column holds.</summary>
public enum SealedKind
{
    Number,
    Text,
    Instant,
    Date,
}
