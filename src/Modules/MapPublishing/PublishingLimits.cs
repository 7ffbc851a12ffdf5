namespace Guotu.MapPublishing;

/// <summary>How much the services do for one caller.</summary>
/// <param name="RequestsAMinute">Requests of one caller in any minute; a desktop program that pans asks for dozens of tiles a second.</param>
/// <param name="LongestRequest">After this the work of a request stops.</param>
/// <param name="LargestPage">Features of one answer of OGC API Features; more is cut to it.</param>
public sealed record PublishingLimits(int RequestsAMinute, TimeSpan LongestRequest, int LargestPage)
{
    public static readonly PublishingLimits Usual = new(3_000, TimeSpan.FromSeconds(60), 10_000);
}
