namespace Guotu.MapPublishing.Print;

/// <summary>What prints may cost (出图限额).</summary>
/// <param name="UnfinishedOfAPerson">Waiting and drawing ones together.</param>
/// <param name="AtOnce">Drawn at the same time by one process.</param>
/// <param name="Longest">Of one drawing.</param>
/// <param name="Kept">How long a result may be fetched.</param>
/// <param name="Attempts">Tries where the process died meanwhile.</param>
internal sealed record PrintLimits(int UnfinishedOfAPerson, int AtOnce, TimeSpan Longest, TimeSpan Kept, int Attempts)
{
    public static readonly PrintLimits Usual = new(3, Math.Max(1, Environment.ProcessorCount / 2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(24), 3);
}
