using System.Data.Common;
using System.Text.RegularExpressions;
using Guotu.Database.Dialects;
using Guotu.Database.Schema;
using static Guotu.Database.Conformance.ProbeFailedException;

namespace Guotu.Database.Conformance;

/// <summary>How a Dameng instance was made: what dminit fixes for ever, and the words its build reserves.</summary>
internal static partial class DamengProbes
{
    private const int LeastPageKilobytes = 16;

    public static IReadOnlyList<ConformanceProbe> All { get; } =
    [
        OnDameng("dm-page-size", "页大小不小于 16 KB(建议 32 KB)", PageSizeAsync),
        OnDameng("dm-charset", "字符集为 UTF-8", CharsetAsync),
        OnDameng("dm-case-sensitive", "标识符和字符串区分大小写", CaseAsync),
        OnDameng("dm-compatible-mode", "COMPATIBLE_MODE 为 0", CompatibleModeAsync),
        OnDameng("dm-reserved-words", "表名和列名不是本版本的保留字", ReservedWordsAsync),
    ];

    private static ConformanceProbe OnDameng(string name, string meaning, Func<ProbeBench, CancellationToken, Task<string>> run) =>
        new(name, meaning, run) { Applies = d => d is DamengDialect };

    private static async Task<string> PageSizeAsync(ProbeBench bench, CancellationToken ct)
    {
        var size = (await bench.QueryAsync<int>("SELECT SF_GET_PAGE_SIZE() AS page_size", null, ct)).Single();

        // Builds answer in bytes or in kilobytes.
        var kilobytes = size > 1024 ? size / 1024 : size;
        ThrowUnless(kilobytes >= LeastPageKilobytes, $"页大小 {kilobytes} KB");
        return $"{kilobytes} KB";
    }

    private static async Task<string> CharsetAsync(ProbeBench bench, CancellationToken ct)
    {
        var flag = (await bench.QueryAsync<int>("SELECT SF_GET_UNICODE_FLAG() AS unicode_flag", null, ct)).Single();
        ThrowUnless(flag == 1, $"UNICODE_FLAG = {flag},不是 UTF-8");
        return "UTF-8";
    }

    private static async Task<string> CaseAsync(ProbeBench bench, CancellationToken ct)
    {
        var flag = (await bench.QueryAsync<int>("SELECT SF_GET_CASE_SENSITIVE_FLAG() AS case_flag", null, ct)).Single();
        ThrowUnless(flag == 1, $"CASE_SENSITIVE = {flag},'a' 与 'A' 会被当作相同");
        return "区分";
    }

    private static async Task<string> CompatibleModeAsync(ProbeBench bench, CancellationToken ct)
    {
        var mode = await ReadableAsync(() => bench.QueryAsync<string>(DamengDialect.CompatibleModeSql, null, ct));
        ThrowUnless(mode is ["0"], $"COMPATIBLE_MODE = {string.Join(",", mode)}");
        return "0";
    }

    private static async Task<string> ReservedWordsAsync(ProbeBench bench, CancellationToken ct)
    {
        var reserved = (await ReadableAsync(() => bench.QueryAsync<string>(DamengDialect.ReservedWordsSql, null, ct)))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = NeutralScript.All.SelectMany(s => s.Statements).SelectMany(s => Name().Matches(s).Select(m => m.Groups[1].Value));
        var clash = names.Where(reserved.Contains).Distinct().Order().ToList();
        ThrowUnless(reserved.Count > 0 && clash.Count == 0, reserved.Count == 0 ? "读不到保留字表" : $"保留字:{string.Join(",", clash)}");
        return $"{reserved.Count} 个保留字,无冲突";
    }

    /// <summary>The V$ views need a grant; without it the probe fails and says so, because nobody has then looked.</summary>
    private static async Task<IReadOnlyList<string>> ReadableAsync(Func<Task<IReadOnlyList<string>>> read)
    {
        try
        {
            return await read();
        }
        catch (DbException fault)
        {
            throw new ProbeFailedException($"系统视图读不到,需由数据库管理员授权 VTI 后再验:{fault.Message}");
        }
    }

    [GeneratedRegex(@"(?:^CREATE TABLE |^  )([a-z][a-z0-9_]*)", RegexOptions.Multiline)]
    private static partial Regex Name();
}
