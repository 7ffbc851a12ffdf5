using Guotu.Kernel.Calendar;

namespace Guotu.Kernel.Tests;

public sealed class WorkingDayCalendarTests
{
    private static readonly WorkingDayCalendar China = WorkingDayCalendar.China;

    [Theory]
    [InlineData("2024-02-04", true)] // 春节前调休的周日
    [InlineData("2024-02-12", false)] // 春节
    [InlineData("2025-10-08", false)]
    [InlineData("2025-09-28", true)]
    [InlineData("2026-01-04", true)]
    [InlineData("2026-02-23", false)]
    [InlineData("2026-11-24", true)]
    [InlineData("2026-11-22", false)]
    public void Holidays_and_moved_weekends_are_known(string day, bool working) =>
        Assert.Equal(working, China.IsWorkingDay(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Every_year_from_2019_to_2026_is_loaded() => Assert.Equal(Enumerable.Range(2019, 8), China.Years);

    [Fact]
    public void A_deadline_that_reaches_into_a_year_without_a_calendar_is_provisional()
    {
        Assert.False(China.Add(new DateOnly(2026, 12, 1), 20).Provisional);
        Assert.True(China.Add(new DateOnly(2026, 12, 15), 20).Provisional);
    }

    [Fact]
    public void Adding_and_counting_agree_for_every_start_and_length()
    {
        for (var start = new DateOnly(2023, 12, 1); start < new DateOnly(2024, 12, 1); start = start.AddDays(1))
        {
            for (var days = 0; days <= 45; days += 5)
            {
                Assert.Equal(days, China.CountBetween(start, China.Add(start, days).Day));
            }
        }
    }

    [Theory]
    [InlineData("version: x\nyears:\n  2030:\n    off: []\n    working: [\"2030-01-02\"]\n")] // 周三
    [InlineData("version: x\nyears:\n  2030:\n    off: [\"2031-01-01/2031-01-01\"]\n    working: []\n")]
    public void A_calendar_file_that_contradicts_itself_is_not_loaded(string yaml) =>
        Assert.Throws<FormatException>(() => WorkingDayCalendar.Parse(yaml));
}
