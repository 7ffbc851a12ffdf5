using static Guotu.Database.Conformance.ProbeFailedException;

namespace Guotu.Database.Conformance;

/// <summary>How queries are read: paging, parameters, order, counts of changed rows.</summary>
internal static class QueryProbes
{
    public static IReadOnlyList<ConformanceProbe> All { get; } =
    [
        new("limit-rendered", "LIMIT n OFFSET m 以整数写入语句", LimitAsync),
        new("parameter-twice", "同名参数在一条语句中出现两次", ParameterTwiceAsync),
        new("parameter-by-name", "参数按名称绑定,与先后无关", ByNameAsync),
        new("count-of-changed-rows", "UPDATE 返回改动行数,乐观锁依赖它", ChangedRowsAsync),
        new("null-order-explicit", "以 CASE 明写空值次序", NullOrderAsync),
        new("like-escape", "LIKE 用 ESCAPE '!'", LikeAsync),
    ];

    private static async Task<string> LimitAsync(ProbeBench bench, CancellationToken ct)
    {
        await bench.AddRowsAsync(5, ct);
        var rows = await bench.QueryAsync<int>("SELECT row_no FROM cf_probe ORDER BY row_no LIMIT 2 OFFSET 1", null, ct);
        ThrowUnless(rows.SequenceEqual([2, 3]), $"得到 {string.Join(",", rows)},应为 2,3");
        return "2,3";
    }

    private static async Task<string> ParameterTwiceAsync(ProbeBench bench, CancellationToken ct)
    {
        await bench.AddRowsAsync(5, ct);
        var rows = await bench.QueryAsync<int>(
            "SELECT row_no FROM cf_probe WHERE row_no >= :p_low AND row_no <= :p_high AND row_no <> :p_low ORDER BY row_no",
            new { p_low = 2, p_high = 4 },
            ct);
        ThrowUnless(rows.SequenceEqual([3, 4]), $"得到 {string.Join(",", rows)},应为 3,4");
        return "3,4";
    }

    private static async Task<string> ByNameAsync(ProbeBench bench, CancellationToken ct)
    {
        await bench.AddRowsAsync(5, ct);
        var rows = await bench.QueryAsync<int>(
            "SELECT row_no FROM cf_probe WHERE row_no > :p_low AND row_no < :p_high ORDER BY row_no", new { p_high = 4, p_low = 1 }, ct);
        ThrowUnless(rows.SequenceEqual([2, 3]), $"得到 {string.Join(",", rows)},应为 2,3:参数被按位置绑定");
        return "2,3";
    }

    private static async Task<string> ChangedRowsAsync(ProbeBench bench, CancellationToken ct)
    {
        const string sql = "UPDATE cf_probe SET big_no = big_no + 1 WHERE row_no = :p_no AND big_no = :p_big";
        await bench.AddRowsAsync(1, ct);
        var first = await bench.ExecuteAsync(sql, new { p_no = 1, p_big = 10L }, ct);
        var second = await bench.ExecuteAsync(sql, new { p_no = 1, p_big = 10L }, ct);
        ThrowUnless((first, second) == (1, 0), $"得到 {first},{second},应为 1,0");
        return "1,0";
    }

    private static async Task<string> NullOrderAsync(ProbeBench bench, CancellationToken ct)
    {
        await bench.AddRowsAsync(2, ct);
        await bench.ExecuteAsync("INSERT INTO cf_probe (row_no, big_no) VALUES (3, NULL)", null, ct);
        var rows = await bench.QueryAsync<int>(
            "SELECT row_no FROM cf_probe ORDER BY CASE WHEN big_no IS NULL THEN 1 ELSE 0 END, big_no DESC, row_no", null, ct);
        ThrowUnless(rows.SequenceEqual([2, 1, 3]), $"得到 {string.Join(",", rows)},应为 2,1,3");
        return "2,1,3";
    }

    private static async Task<string> LikeAsync(ProbeBench bench, CancellationToken ct)
    {
        const string sql = "INSERT INTO cf_probe (row_no, name_text) VALUES (:p_no, :p_name)";
        await bench.ExecuteAsync(sql, new { p_no = 1, p_name = "50%达标" }, ct);
        await bench.ExecuteAsync(sql, new { p_no = 2, p_name = "50a达标" }, ct);
        var rows = await bench.QueryAsync<int>(
            "SELECT row_no FROM cf_probe WHERE name_text LIKE :p_like ESCAPE '!' ORDER BY row_no", new { p_like = "50!%%" }, ct);
        ThrowUnless(rows.SequenceEqual([1]), $"得到 {string.Join(",", rows)},应为 1");
        return "1";
    }
}
