namespace Guotu.Database.Rows;

/// <summary>Another unit began the tally of a table, sealed one of its rows or began an object of it at the same moment; this one is run again and finds it.</summary>
public sealed class TallyBegunException(Exception? inner = null) : Exception("The tally of a table was begun by another unit of work at the same moment", inner);
