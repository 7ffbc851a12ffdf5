using System.Data.Common;
using Guotu.Database.Nodes;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;
using Guotu.Platform.Security;
using Guotu.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guotu.Cli.Tests;

/// <summary>A process renews its node number: beside a database that is busy for minutes, and when another took the number.</summary>
public sealed class NodeNumberTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task A_map_server_beside_a_long_write_answers_503_and_recovers_by_itself()
    {
        var node = Process.Start(LeaseLapse.Wait);
        Assert.Equal(200, (await node.AskAsync()).Status);

        node.Units.Busy = true;
        for (var i = 0; i < 8; i++)
        {
            node.Clock.Advance(TimeSpan.FromSeconds(30));
            Assert.True(await node.Keeper.RenewOnceAsync(Never));
        }

        var refused = await node.AskAsync();
        Assert.Equal((503, "30"), (refused.Status, refused.RetryAfter));
        Assert.Contains("HST-0007", refused.Body, StringComparison.Ordinal);
        Assert.Throws<NodeNumberAwaitedException>(() => node.Ids.Next());
        Assert.Equal((0, 0), (node.Lifetime.Stops, node.End.Code));

        node.Units.Busy = false;
        Assert.True(await node.Keeper.RenewOnceAsync(Never));
        Assert.Equal(200, (await node.AskAsync()).Status);
        Assert.NotEqual(0, node.Ids.Next());
    }

    [Theory]
    [InlineData(LeaseLapse.Wait)]
    [InlineData(LeaseLapse.Stop)]
    public async Task A_number_that_another_took_ends_the_process_with_a_code_that_systemd_restarts(LeaseLapse lapse)
    {
        var node = Process.Start(lapse);
        node.Units.IsTaken = true;

        Assert.False(await node.Keeper.RenewOnceAsync(Never));

        Assert.Equal((1, NodeEnd.NumberLost), (node.Lifetime.Stops, node.End.Code));
    }

    [Fact]
    public async Task The_platform_gives_ids_on_during_its_own_long_write_and_stops_where_it_could_not_renew_in_time()
    {
        var node = Process.Start(LeaseLapse.Stop);
        node.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.NotEqual(0, node.Ids.Next());
        Assert.Equal(200, (await node.AskAsync()).Status);
        Assert.True(await node.Keeper.RenewOnceAsync(Never));

        node.Units.Busy = true;
        node.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True(await node.Keeper.RenewOnceAsync(Never));
        node.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.False(await node.Keeper.RenewOnceAsync(Never));
        Assert.Equal((1, NodeEnd.NumberLost), (node.Lifetime.Stops, node.End.Code));
    }

    private sealed record Answer(int Status, string RetryAfter, string Body);

    private sealed class Process
    {
        private Process(LeaseLapse lapse)
        {
            Standing = new LeaseStanding(Clock, lapse);
            Ids = new LeasedIdSource(Standing);
            Keeper = new NodeLeaseKeeper(new NodeLease("test:1", "1.0"), Standing, Ids, Units, Clock, End, Lifetime, NullLogger<NodeLeaseKeeper>.Instance);
        }

        public FixedClock Clock { get; } = new();

        public HeldUnits Units { get; } = new();

        public NodeEnd End { get; } = new();

        public CountedLifetime Lifetime { get; } = new();

        public LeasedIdSource Ids { get; }

        public NodeLeaseKeeper Keeper { get; }

        private LeaseStanding Standing { get; }

        public static Process Start(LeaseLapse lapse)
        {
            var process = new Process(lapse);
            process.Standing.HeldFrom(process.Clock.Now);
            process.Ids.Use(new Kernel.Ids.NodeIdSource(process.Clock, 1));
            return process;
        }

        public async Task<Answer> AskAsync()
        {
            var http = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
            await new NumberMustBeHeld(_ => Task.CompletedTask, Standing).InvokeAsync(http);
            http.Response.Body.Position = 0;
            return new Answer(http.Response.StatusCode, http.Response.Headers.RetryAfter.ToString(), await new StreamReader(http.Response.Body).ReadToEndAsync());
        }
    }

    /// <summary>The database as the renewal meets it: free, locked by another's write, or with the number in another's hand.</summary>
    private sealed class HeldUnits : IUnitsOfWork
    {
        public bool Busy { get; set; }

        public bool IsTaken { get; set; }

        public Task<T> RunUpkeepAsync<T>(string process, Func<IUnitOfWork, CancellationToken, Task<T>> body, CancellationToken ct) =>
            Busy ? throw new LockedException() : Task.FromResult((T)(object)!IsTaken);

        public Task<Result<T>> RunAsync<T>(CommandContext context, Func<IUnitOfWork, CancellationToken, Task<Result<T>>> body, CancellationToken ct) => throw new NotSupportedException();

        public Task<IReadSession> ReadAsync(DataScope scope, CancellationToken ct) => throw new NotSupportedException();

        public Task<IReadSession> ReadSnapshotAsync(CancellationToken ct) => throw new NotSupportedException();
    }

    private sealed class LockedException() : DbException("database is locked");

    private sealed class CountedLifetime : IHostApplicationLifetime
    {
        public int Stops { get; private set; }

        public CancellationToken ApplicationStarted => Never;

        public CancellationToken ApplicationStopping => Never;

        public CancellationToken ApplicationStopped => Never;

        public void StopApplication() => Stops++;
    }
}
