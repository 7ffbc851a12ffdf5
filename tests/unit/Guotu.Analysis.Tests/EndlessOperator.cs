using Guotu.Kernel.Results;

namespace Guotu.Analysis.Tests;

/// <summary>Runs until it is stopped.</summary>
internal sealed class EndlessOperator : IAnalysisOperator
{
    public const string Code = "endless";
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Started => _started.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public bool Stopped { get; private set; }

    /// <summary>Set to make the operator fail as a bug would.</summary>
    public bool Breaks { get; set; }

    public OperatorDefinition Definition { get; } = new()
    {
        Code = Code, Name = "不停", Summary = "不会自己结束。", Place = 999, Inputs = [new("layer", "图层", true)], Parameters = [], Output = OperatorOutput.Table,
    };

    public async Task<Result<OperatorResult>> RunAsync(OperatorCall call, CancellationToken ct)
    {
        _started.TrySetResult();
        try
        {
            _ = Breaks ? throw new InvalidOperationException("A bug on purpose") : 0;
            await Task.Delay(Timeout.Infinite, ct);
        }
        finally
        {
            Stopped = true;
        }

        return new OperatorResult(call.Input("layer"), []);
    }
}
