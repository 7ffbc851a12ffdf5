using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Guotu.Crypto;

namespace Guotu.Database.Schema;

/// <summary>
/// One versioned change of the schema in neutral form (中性脚本), <c>db-scripts/neutral/NNNN_name.sql</c>. Statements end with
/// a semicolon at the end of a line. Marks: <c>{VC:n}</c>, <c>{BLOB}</c>, <c>{INSTANT}</c>, <c>{DATE}</c>. A trailing <c>-- text</c> behind a
/// table or column is its comment; <c>-- scope: table</c> puts a table under data scope; <c>-- module: name</c> names its owner.
/// </summary>
public sealed partial record NeutralScript(int Number, string Name, string Module, IReadOnlyList<string> Statements, IReadOnlyList<string> ScopedTables)
{
    /// <summary>All scripts of the product, in their one global order.</summary>
    public static IReadOnlyList<NeutralScript> All { get; } = LoadAll(typeof(NeutralScript).Assembly);

    public static IReadOnlySet<string> AllScopedTables { get; } =
        All.SelectMany(s => s.ScopedTables).ToHashSet(StringComparer.Ordinal);

    public static NeutralScript Parse(string fileName, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = FileName().Match(fileName);
        if (!name.Success)
        {
            throw new FormatException($"A schema script is named NNNN_name.sql, not {fileName}");
        }

        var module = Module_().Match(text);
        if (!module.Success)
        {
            throw new FormatException($"{fileName} names no '-- module:'");
        }

        var scoped = Scope_().Matches(text).Select(m => m.Groups[1].Value.Trim()).ToList();
        return new NeutralScript(
            int.Parse(name.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture),
            name.Groups[2].Value,
            module.Groups[1].Value.Trim(),
            Split(text),
            scoped);
    }

    /// <summary>Digest of a statement, kept in the journal: an applied statement may not change any more.</summary>
    public static string DigestOf(string statement) =>
        Convert.ToHexString(Sm3.Hash(Encoding.UTF8.GetBytes(statement))).ToLowerInvariant();

    private static List<NeutralScript> LoadAll(Assembly assembly)
    {
        var scripts = new List<NeutralScript>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith("schema/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            scripts.Add(Parse(resource["schema/".Length..], reader.ReadToEnd()));
        }

        var twice = scripts.GroupBy(s => s.Number).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? [.. scripts.OrderBy(s => s.Number)]
            : throw new FormatException($"Two schema scripts have the number {twice.Key}");
    }

    private static List<string> Split(string text)
    {
        var statements = new List<string>();
        var current = new StringBuilder();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (current.Length == 0 && (line.Length == 0 || line.StartsWith("--", StringComparison.Ordinal)))
            {
                continue;
            }

            current.Append(line).Append('\n');
            if (line.TrimEnd().EndsWith(';'))
            {
                statements.Add(current.ToString().TrimEnd().TrimEnd(';'));
                current.Clear();
            }
        }

        return current.Length == 0
            ? statements
            : throw new FormatException($"The last statement does not end with a semicolon: {current}");
    }

    [GeneratedRegex(@"^(\d{4})_([a-z0-9_]+)\.sql$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^-- module:(.*)$", RegexOptions.Multiline)]
    private static partial Regex Module_();

    [GeneratedRegex(@"^-- scope:(.*)$", RegexOptions.Multiline)]
    private static partial Regex Scope_();
}
