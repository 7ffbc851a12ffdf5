using Guotu.Kernel.Time;

namespace Guotu.Testing;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class FixedClock(DateTimeOffset start) : TimeProvider, IClock
{
    private DateTimeOffset _now = start;

    public FixedClock()
        : this(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8)))
    {
    }

    public Instant Now => Instant.From(_now);

    public TimeProvider TimeProvider => this;

    public override DateTimeOffset GetUtcNow() => _now.ToUniversalTime();

    public void Advance(TimeSpan by) => _now += by;

    public void Set(DateTimeOffset value) => _now = value;
}
