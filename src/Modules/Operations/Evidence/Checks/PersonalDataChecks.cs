using System.Buffers.Text;
using System.Globalization;
using Guotu.Database.Copying;
using Guotu.Database.Rows;
using Guotu.Database.Schema;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;

namespace Guotu.Operations.Evidence.Checks;

/// <summary>加密列: what should be hidden is stored as cipher text in every row, by the shape of each value.</summary>
internal sealed class EncryptedColumnCheck(IUnitsOfWork units, IEnumerable<IProtectedRows> tables) : IEvidenceCheck
{
    private const string Mark = "g1.";

    /// <summary>Nonce and tag: a cipher text of nothing.</summary>
    private const int LeastBytes = 28;

    public string Code => "encrypted-columns";

    public string Title => "加密列存的都是密文";

    public string Command => "逐行看每个加密列的值是不是 g1.版本.密文";

    public async Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var (lines, total, clear) = (new List<string>(), 0L, 0L);
        foreach (var (table, column) in Columns())
        {
            var (stored, shaped) = (0L, 0L);
            await foreach (var row in session.StreamAsync<TextRow>($"SELECT {column} AS value_text FROM {table} WHERE {column} IS NOT NULL", null, ct))
            {
                stored++;
                shaped += IsCipherText(row.ValueText) ? 1 : 0;
            }

            lines.Add($"{table}.{column}:{stored} 个值,密文 {shaped} 个");
            (total, clear) = (total + stored, clear + stored - shaped);
        }

        return total == 0 ? CheckOutcome.NotProved("加密列里还没有值", [.. lines]) : CheckOutcome.Of(clear == 0, $"{total} 个值,明文 {clear} 个", [.. lines]);
    }

    /// <summary>Mark, version, and base64url of at least nonce and tag. Whether it opens is for who reads it.</summary>
    internal static bool IsCipherText(string value)
    {
        if (!value.StartsWith(Mark, StringComparison.Ordinal) || value.Split('.') is not [_, var version, var body] || !int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return false;
        }

        var standard = body.Replace('-', '+').Replace('_', '/').PadRight((body.Length + 3) / 4 * 4, '=');
        return Base64.IsValid(standard, out var bytes) && bytes >= LeastBytes;
    }

    /// <summary>Encrypted columns of protected tables, and every column that by its name holds cipher text.</summary>
    private IEnumerable<(string Table, string Column)> Columns() =>
        tables.SelectMany(t => t.Table.EncryptedColumns.Select(c => (t.Table.Name, c)))
            .Concat(StoredTexts.All.Where(c => c.Column == TextColumn.Hidden).Select(c => (c.Table, c.Column)))
            .Distinct()
            .OrderBy(c => c, Comparer<(string, string)>.Default);
}

/// <summary>
/// 个人信息不在明文列: no text column but the encrypted ones holds a resident's number or a mobile number. The places are told, never the values. Of a
/// table at most the newest rows are read, so that a run ends; what was not read is said.
/// </summary>
internal sealed class PersonalDataCheck(IUnitsOfWork units) : IEvidenceCheck
{
    private const int MostRows = 200_000;

    /// <summary>Ends of the names of columns that hold keys, digests and codes.</summary>
    private static readonly string[] NotText = ["_id", "_hex", "_mac", "_code", "_digest", "_key", "_sum"];

    public string Code => "personal-data-hidden";

    public string Title => "明文列里没有证件号和手机号";

    public string Command => "逐列找 18 位公民身份号码(校验位成立)和 11 位手机号";

    public async Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var (lines, values, found, cut) = (new List<string>(), 0L, 0L, new List<string>());
        foreach (var column in StoredTexts.All.Where(IsLookedAt))
        {
            var (read, personal) = await LookAsync(session, column, ct);
            (values, found) = (values + read, found + personal);
            if (personal > 0)
            {
                lines.Add($"{column.Table}.{column.Column}:{personal} 处");
            }

            if (read == MostRows)
            {
                cut.Add($"{column.Table}.{column.Column}:只看了最新的 {MostRows} 行");
            }
        }

        var summary = $"看了 {values} 个值,发现 {found} 处";
        string[] seen = [.. lines, .. cut];
        return found > 0 ? CheckOutcome.Of(false, summary, seen)
            : values == 0 ? CheckOutcome.NotProved("库里还没有文字")
            : cut.Count > 0 ? CheckOutcome.Partly(summary + ";大表没有全部看过", seen)
            : CheckOutcome.Of(true, summary, seen);
    }

    /// <summary>Keys, digests and codes are numbers of ours; cipher text is the other check's.</summary>
    private static bool IsLookedAt(TextColumn column) =>
        column.Column != TextColumn.Hidden
        && !NotText.Any(e => column.Column.EndsWith(e, StringComparison.Ordinal));

    private static async Task<(long Read, long Personal)> LookAsync(ISqlSession session, TextColumn column, CancellationToken ct)
    {
        var scope = NeutralScript.AllScopedTables.Contains(column.Table) ? $"{{scope:{column.Table}:t}} AND " : string.Empty;
        var sql = FormattableString.Invariant(
            $"SELECT t.{column.Column} AS value_text FROM {column.Table} t WHERE {scope}t.{column.Column} IS NOT NULL ORDER BY t.{column.Key} DESC LIMIT {MostRows}");
        var (read, personal) = (0L, 0L);
        await foreach (var row in session.StreamAsync<TextRow>(sql, null, ct))
        {
            read++;
            personal += PersonalNumbers.CountIn(row.ValueText);
        }

        return (read, personal);
    }
}

/// <summary>A value of a column.</summary>
internal sealed class TextRow
{
    public string ValueText { get; init; } = string.Empty;
}
