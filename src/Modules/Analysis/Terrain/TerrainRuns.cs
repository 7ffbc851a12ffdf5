using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;

namespace Guotu.Analysis.Terrain;

/// <summary>
/// Runs terrain analyses (地形分析): two at once on a node, each at most half a minute, each recorded with who asked what; a refused one is recorded as refused.
/// The work stops with the time or the caller.
/// </summary>
internal sealed class TerrainRuns(IUnitsOfWork units, TerrainGround ground) : IDisposable
{
    public const string Kind = "analysis.terrain";
    private const int Seconds = 30;
    private readonly SemaphoreSlim _running = new(2, 2);

    public async Task<Result<T>> RunAsync<T>(CommandContext context, Caller caller, string what, Func<OpenGround, CancellationToken, Result<T>> work, CancellationToken ct)
    {
        var answer = await AnswerAsync(caller, work, ct);
        return await units.RunAsync<T>(
            context,
            (unit, _) =>
            {
                if (answer.IsSuccess)
                {
                    unit.Audit(new AuditEntry(Kind, "raster", "DEM", "地形分析:" + what));
                }

                return Task.FromResult(answer);
            },
            ct);
    }

    public void Dispose() => _running.Dispose();

    private async Task<Result<T>> AnswerAsync<T>(Caller caller, Func<OpenGround, CancellationToken, Result<T>> work, CancellationToken ct)
    {
        var opened = await ground.OpenAsync(caller, ct);
        if (opened.Error is { } missing)
        {
            return missing;
        }

        await _running.WaitAsync(ct);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(TimeSpan.FromSeconds(Seconds));
        try
        {
            return await Task.Run(() => work(opened.Value, time.Token), time.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Error(AnalysisErrors.TerrainTookTooLong, ("seconds", Seconds.ToString(CultureInfo.InvariantCulture)));
        }
        finally
        {
            _running.Release();
        }
    }
}
