using Guotu.Approval.Store;
using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Approval.Tests;

/// <summary>Two windows take the first number of a series at the same moment.</summary>
public sealed class NumberSeriesTests
{
    private const string Key = "610724-2026-XS";
    private static readonly CancellationToken Never = CancellationToken.None;

    /// <summary>Where they meet: nowhere, after both saw no series, and where the second saw none and the first had committed by its next look.</summary>
    [Theory]
    [InlineData("sqlite", Meet.Nowhere)]
    [InlineData("postgresql", Meet.Nowhere)]
    [InlineData("postgresql", Meet.BeforeEitherWrites)]
    [InlineData("postgresql", Meet.BetweenTheLooksOfTheSecond)]
    public async Task Two_first_takers_get_1_and_2_and_the_series_proves(string provider, Meet meet)
    {
        await using var office = await Office.OpenAsync(provider);
        var trail = new SeriesTrail(office, meet);
        var taken = Enumerable.Range(0, 2).Select(_ => Task.Run(() => TakeAsync(office, trail))).ToList();
        if (meet == Meet.BetweenTheLooksOfTheSecond)
        {
            await Task.WhenAny(taken);
            trail.GoOn();
        }

        var numbers = await Task.WhenAll(taken);

        Assert.All(numbers, n => Assert.True(n.IsSuccess, n.Error?.Text));
        Assert.Equal([1, 2], numbers.Select(n => n.Value).Order());
        Assert.Equal(meet == Meet.Nowhere ? 0 : meet == Meet.BeforeEitherWrites ? 2 : 1, trail.Met);
        Assert.Equal(3, (await TakeAsync(office, trail)).Value);
        Assert.Empty(office.Audit.Refused);
        var seals = office.Get<IEnumerable<IProtectedRows>>().Single(r => r.Table.Name == "ap_series_seal");
        var proof = await office.Get<RowProof>().ProveAsync(seals, Never);
        Assert.Empty(proof.Findings);
        Assert.Equal(1, proof.Rows);
    }

    private static Task<Result<int>> TakeAsync(Office office, SeriesTrail trail) => office.Get<IUnitsOfWork>().RunAsync<int>(
        office.Command(),
        async (work, ct) =>
        {
            work.Audit(new AuditEntry("approval.case.register", "case", "x", "登记"));
            return await new NumberSeries(new ObjectSeals(office.Get<RowWriter>(), trail)).NextAsync(work, Key, ct);
        },
        Never);

    /// <summary>Where two takers wait for each other.</summary>
    public enum Meet
    {
        Nowhere,
        BeforeEitherWrites,
        BetweenTheLooksOfTheSecond,
    }

    /// <summary>States of a series what is committed of it, as the trail does, and holds takers who see no series.</summary>
    private sealed class SeriesTrail(Office office, Meet meet) : IAuditPort
    {
        private readonly TaskCompletionSource _goOn = new();
        private readonly TaskCompletionSource _second = new();
        private int _asked;
        private int _met;

        /// <summary>Takers that were held.</summary>
        public int Met => _met;

        public void GoOn() => _goOn.TrySetResult();

        public Task WriteAsync(IUnitOfWork work, IReadOnlyList<AuditEntry> entries, CancellationToken ct) => Task.CompletedTask;

        public Task WriteRefusalAsync(IUnitOfWork work, AuditEntry entry, Error error, CancellationToken ct) => Task.CompletedTask;

        public async Task<SealStatement?> LastSealAsync(ISqlSession session, string table, long id, CancellationToken ct)
        {
            var turn = Interlocked.Increment(ref _asked);
            var seen = await StatedAsync(id, ct);
            if (meet == Meet.BeforeEitherWrites && turn <= 2)
            {
                if (Interlocked.Increment(ref _met) == 2)
                {
                    GoOn();
                }

                await _goOn.Task.WaitAsync(TimeSpan.FromSeconds(20), ct);
                return seen;
            }

            if (meet == Meet.BetweenTheLooksOfTheSecond && turn == 1)
            {
                await _second.Task.WaitAsync(TimeSpan.FromSeconds(20), ct);
            }

            if (meet == Meet.BetweenTheLooksOfTheSecond && turn == 2)
            {
                Interlocked.Increment(ref _met);
                _second.TrySetResult();
                await _goOn.Task.WaitAsync(TimeSpan.FromSeconds(20), ct);
                return await StatedAsync(id, ct);
            }

            return seen;
        }

        private async Task<SealStatement?> StatedAsync(long id, CancellationToken ct)
        {
            await using var other = await office.Get<IUnitsOfWork>().ReadAsync(DataScope.WholeNode, ct);
            var mac = await other.SingleOrDefaultAsync<string>("SELECT row_mac FROM ap_series_seal WHERE series_id = :p_id", new { p_id = id }, ct);
            return mac is null ? null : new SealStatement(1, mac);
        }
    }
}
