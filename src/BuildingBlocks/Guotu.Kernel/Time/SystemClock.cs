namespace Guotu.Kernel.Time;

/// <summary>The clock over a <see cref="System.TimeProvider"/>.</summary>
public sealed class SystemClock(TimeProvider timeProvider) : IClock
{
    public Instant Now => Instant.From(timeProvider.GetUtcNow());

    public TimeProvider TimeProvider => timeProvider;
}
