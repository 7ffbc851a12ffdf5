using System.Data.Common;
using Dapper;
using static Guotu.Database.Conformance.ProbeFailedException;

namespace Guotu.Database.Conformance;

/// <summary>Transactions, errors and locks.</summary>
internal static class TransactionProbes
{
    private const string AddSql = "INSERT INTO cf_probe (row_no) VALUES (:p_no)";

    public static IReadOnlyList<ConformanceProbe> All { get; } =
    [
        new("dispose-rolls-back", "未提交的事务释放即回滚", DisposeAsync),
        new("unique-violation-code", "唯一冲突的错误码能认出", UniqueAsync),
        new("not-null-is-no-unique-violation", "非空冲突不被当作唯一冲突", NotNullAsync),
        new("skip-locked", "领取队列时跳过别人已锁的行", SkipLockedAsync) { Applies = d => d.ClaimSuffix.Length > 0 },
    ];

    private static async Task<string> DisposeAsync(ProbeBench bench, CancellationToken ct)
    {
        await using (var transaction = await bench.Connection.BeginTransactionAsync(ct))
        {
            await bench.Connection.ExecuteAsync(new CommandDefinition(AddSql, new { p_no = 1 }, transaction, cancellationToken: ct));
        }

        var count = await bench.CountAsync(ct);
        ThrowUnless(count == 0, $"释放事务后仍有 {count} 行:驱动在释放时提交了");
        return "0 行";
    }

    private static async Task<string> UniqueAsync(ProbeBench bench, CancellationToken ct)
    {
        await bench.AddRowsAsync(1, ct);
        var fault = await FaultOfAsync(() => bench.ExecuteAsync(AddSql, new { p_no = 1 }, ct));
        ThrowUnless(bench.Dialect.IsUniqueViolation(fault), $"没有认出:{CodeOf(fault)}");
        return CodeOf(fault);
    }

    private static async Task<string> NotNullAsync(ProbeBench bench, CancellationToken ct)
    {
        var fault = await FaultOfAsync(() => bench.ExecuteAsync("INSERT INTO cf_probe (row_no, big_no) VALUES (NULL, 1)", null, ct));
        ThrowUnless(!bench.Dialect.IsUniqueViolation(fault), $"认成了唯一冲突:{CodeOf(fault)}");
        return CodeOf(fault);
    }

    private static async Task<string> SkipLockedAsync(ProbeBench bench, CancellationToken ct)
    {
        await bench.AddRowsAsync(3, ct);
        await using var other = await bench.OpenAnotherAsync(ct);
        await using var first = await bench.Connection.BeginTransactionAsync(ct);
        var mine = await ClaimAsync(bench.Connection, first, bench, ct);
        await using var second = await other.BeginTransactionAsync(ct);
        var theirs = await ClaimAsync(other, second, bench, ct);
        ThrowUnless(mine.SequenceEqual([1]) && theirs.SequenceEqual([2]), $"两个会话领到 {string.Join(",", mine)} 和 {string.Join(",", theirs)},应为 1 和 2");
        return "1 和 2";
    }

    private static async Task<IReadOnlyList<int>> ClaimAsync(DbConnection connection, DbTransaction transaction, ProbeBench bench, CancellationToken ct)
    {
        var sql = "SELECT row_no FROM cf_probe ORDER BY row_no LIMIT 1" + bench.Dialect.ClaimSuffix;
        return (await connection.QueryAsync<int>(new CommandDefinition(sql, transaction: transaction, commandTimeout: 10, cancellationToken: ct))).AsList();
    }

    private static async Task<DbException> FaultOfAsync(Func<Task<int>> act)
    {
        try
        {
            await act();
        }
        catch (DbException fault)
        {
            return fault;
        }

        throw new ProbeFailedException("数据库接受了应当拒绝的行");
    }

    private static string CodeOf(DbException fault) =>
        $"{fault.GetType().Name} {fault.Data["Server Error Code"] ?? fault.SqlState ?? fault.ErrorCode.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
