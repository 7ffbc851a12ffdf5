using Guotu.MapPublishing.Ogc;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.MapPublishing.Tests;

/// <summary>Rate, time and the caller's own end: each stops the work, not only the answer (服务闸).</summary>
public sealed class ServiceGateTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task More_requests_than_a_minute_allows_are_refused_for_this_caller_only()
    {
        using var gate = new ServiceGate(new PublishingLimits(3, Long, 10));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("done", await gate.InvokeAsync(Request(7), _ => ValueTask.FromResult<object?>("done")));
        }

        var refused = Request(7);
        var worked = false;
        Assert.Equal(429, await StatusAsync(refused, await gate.InvokeAsync(refused, _ => { worked = true; return ValueTask.FromResult<object?>("done"); })));
        Assert.False(worked);
        Assert.Equal("60", refused.HttpContext.Response.Headers.RetryAfter);
        Assert.Equal("done", await gate.InvokeAsync(Request(8), _ => ValueTask.FromResult<object?>("done")));
    }

    [Fact]
    public async Task Work_that_takes_too_long_is_stopped_and_the_caller_is_told()
    {
        using var gate = new ServiceGate(new PublishingLimits(10, TimeSpan.FromMilliseconds(50), 10));
        var request = Request(7);
        var work = new Work();
        Assert.Equal(503, await StatusAsync(request, await gate.InvokeAsync(request, work.RunAsync)));
        Assert.True(await work.Stopped.Task);
    }

    [Fact]
    public async Task A_caller_who_goes_away_takes_the_work_along()
    {
        using var gate = new ServiceGate(new PublishingLimits(10, Long, 10));
        using var gone = new CancellationTokenSource();
        var request = Request(7);
        request.HttpContext.RequestAborted = gone.Token;
        var work = new Work();
        var answer = gate.InvokeAsync(request, work.RunAsync).AsTask();
        await work.Started.Task;
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.True(await work.Stopped.Task);
    }

    [Fact]
    public async Task Reading_a_layer_ends_in_the_middle_when_it_is_stopped()
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        await bench.ImportAsync(200);
        await bench.GrantAsync("officer", PublishingBench.Layer, g => g with { RowFilter = "TBBH <> '00000003'" });
        var layer = (await bench.The<IPublishedLayers>().OpenAsync(PublishingBench.Holder("officer"), PublishingBench.Layer, null, PublishingBench.Never)).Value;
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        Assert.ThrowsAny<OperationCanceledException>(() => layer.Totals(stopped.Token));
        Assert.Equal(199, layer.Totals(PublishingBench.Never).Value.Count);
    }

    private static DefaultEndpointFilterInvocationContext Request(long user)
    {
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(), Response = { Body = new MemoryStream() } };
        http.Items["guotu.caller"] = PublishingBench.Holder("officer") with { UserId = user };
        return new DefaultEndpointFilterInvocationContext(http, CancellationToken.None);
    }

    private static async Task<int> StatusAsync(EndpointFilterInvocationContext request, object? answer)
    {
        await Assert.IsAssignableFrom<IResult>(answer).ExecuteAsync(request.HttpContext);
        return request.HttpContext.Response.StatusCode;
    }

    /// <summary>Waits for its end by the token that the gate put among the arguments.</summary>
    private sealed class Work
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<bool> Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<object?> RunAsync(EndpointFilterInvocationContext context)
        {
            Started.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, context.GetArgument<CancellationToken>(0));
            }
            finally
            {
                Stopped.SetResult(context.GetArgument<CancellationToken>(0).IsCancellationRequested);
            }

            return "done";
        }
    }
}
