using System.Globalization;
using Guotu.Kernel.Time;
using static Guotu.Database.Conformance.ProbeFailedException;

namespace Guotu.Database.Conformance;

/// <summary>Whether values come back as they went: long text, binary, decimals, times, empty text, rare characters.</summary>
internal static class ValueProbes
{
    private const int LongText = 40_000;
    private const int LongBinary = 100_001;
    private const string AddText = "INSERT INTO cf_probe (row_no, long_text) VALUES (1, :p_text)";
    private const string ReadText = "SELECT long_text FROM cf_probe WHERE row_no = 1";

    public static IReadOnlyList<ConformanceProbe> All { get; } =
    [
        new("long-text", "四万个汉字的 TEXT 原样取回", (b, ct) => TextAsync(b, Chinese(LongText), ct)),
        new("text-over-4000", "4001 至 32767 字符的 TEXT 原样取回", (b, ct) => TextAsync(b, Chinese(4_001), ct)),
        new("rare-characters", "生僻字(扩展 B、GB 18030)原样取回", (b, ct) => TextAsync(b, "𠮷𠅤㐂䶮㛃", ct)),
        new("long-binary", "超过 32 KB 的二进制原样取回", BinaryAsync),
        new("decimal-scale", "DECIMAL(18,4) 不丢小数", DecimalAsync),
        new("instant-microseconds", "时刻精确到微秒且不随时区移动", InstantAsync),
        new("legal-date", "日期不随时区移动", DateAsync),
        new("empty-text-is-not-null", "空字符串与空值是两回事", EmptyTextAsync),
        new("length-in-characters", "VARCHAR 长度按字符计", CharactersAsync),
        new("large-integer", "63 位编号原样取回", LargeIntegerAsync),
    ];

    private static async Task<string> TextAsync(ProbeBench bench, string text, CancellationToken ct)
    {
        await bench.ExecuteAsync(AddText, new { p_text = text }, ct);
        var back = (await bench.QueryAsync<string>(ReadText, null, ct)).Single();
        ThrowUnless(back == text, $"写入 {text.Length} 字,取回 {back.Length} 字,首个不同在第 {FirstDifference(text, back)} 字");
        return string.Create(CultureInfo.InvariantCulture, $"{text.Length} 字");
    }

    private static async Task<string> BinaryAsync(ProbeBench bench, CancellationToken ct)
    {
        var bytes = new byte[LongBinary];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((i * 31) ^ (i >> 8));
        }

        await bench.ExecuteAsync("INSERT INTO cf_probe (row_no, file_bytes) VALUES (1, :p_bytes)", new { p_bytes = bytes }, ct);
        var back = (await bench.QueryAsync<byte[]>("SELECT file_bytes FROM cf_probe WHERE row_no = 1", null, ct)).Single();
        ThrowUnless(back.AsSpan().SequenceEqual(bytes), $"写入 {bytes.Length} 字节,取回 {back.Length} 字节或内容不同");
        return string.Create(CultureInfo.InvariantCulture, $"{bytes.Length} 字节");
    }

    private static async Task<string> DecimalAsync(ProbeBench bench, CancellationToken ct)
    {
        const decimal value = 99_999_999_999.1234m;
        await bench.ExecuteAsync("INSERT INTO cf_probe (row_no, amount_value) VALUES (1, :p_amount)", new { p_amount = value }, ct);
        var back = (await bench.QueryAsync<decimal>("SELECT amount_value FROM cf_probe WHERE row_no = 1", null, ct)).Single();
        ThrowUnless(back == value, $"写入 {value},取回 {back}");
        return back.ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<string> InstantAsync(ProbeBench bench, CancellationToken ct)
    {
        foreach (var text in (string[])["2026-12-31 23:59:59.999999", "2026-01-01 00:00:00.000001", "1970-01-01 00:00:00.000000"])
        {
            var at = Instant.Parse(text);
            await bench.EmptyAsync(ct);
            await bench.ExecuteAsync("INSERT INTO cf_probe (row_no, at_utc) VALUES (1, :p_at)", new { p_at = at }, ct);
            var back = (await bench.QueryAsync<Instant>("SELECT at_utc FROM cf_probe WHERE row_no = 1", null, ct)).Single();
            ThrowUnless(back == at, $"写入 {at},取回 {back}");
        }

        return "微秒";
    }

    private static async Task<string> DateAsync(ProbeBench bench, CancellationToken ct)
    {
        var date = new DateOnly(2028, 2, 29);
        await bench.ExecuteAsync("INSERT INTO cf_probe (row_no, on_date) VALUES (1, :p_date)", new { p_date = date }, ct);
        var back = (await bench.QueryAsync<DateOnly>("SELECT on_date FROM cf_probe WHERE row_no = 1", null, ct)).Single();
        ThrowUnless(back == date, $"写入 {date:O},取回 {back:O}");
        return back.ToString("O", CultureInfo.InvariantCulture);
    }

    private static async Task<string> EmptyTextAsync(ProbeBench bench, CancellationToken ct)
    {
        await bench.ExecuteAsync("INSERT INTO cf_probe (row_no, name_text) VALUES (1, :p_name)", new { p_name = string.Empty }, ct);
        var nulls = await bench.QueryAsync<int>("SELECT row_no FROM cf_probe WHERE name_text IS NULL", null, ct);
        ThrowUnless(nulls.Count == 0, "空字符串存成了空值;达梦的 COMPATIBLE_MODE 应为 0");
        return "不同";
    }

    private static async Task<string> CharactersAsync(ProbeBench bench, CancellationToken ct)
    {
        await bench.ExecuteAsync("INSERT INTO cf_probe (row_no, name_text) VALUES (1, :p_name)", new { p_name = Chinese(10) }, ct);
        var back = (await bench.QueryAsync<string>("SELECT name_text FROM cf_probe WHERE row_no = 1", null, ct)).Single();
        ThrowUnless(back == Chinese(10), $"十个汉字取回 {back.Length} 个");
        return "10 字";
    }

    private static async Task<string> LargeIntegerAsync(ProbeBench bench, CancellationToken ct)
    {
        await bench.ExecuteAsync("INSERT INTO cf_probe (row_no, big_no) VALUES (1, :p_big)", new { p_big = long.MaxValue }, ct);
        var back = (await bench.QueryAsync<long>("SELECT big_no FROM cf_probe WHERE row_no = 1", null, ct)).Single();
        ThrowUnless(back == long.MaxValue, $"取回 {back}");
        return back.ToString(CultureInfo.InvariantCulture);
    }

    // Every character differs from its neighbours, so that a lost or doubled one shows.
    private static string Chinese(int length) => string.Create(length, 0, (span, _) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = (char)('一' + (i % 20_000));
        }
    });

    private static int FirstDifference(string a, string b) => a.AsSpan().CommonPrefixLength(b) + 1;
}
