namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Portugal: the obligatory holidays of article 234(1) of the Código do Trabalho (Lei 7/2009). Corpus Christi,
    /// 5 October, 1 November and 1 December were suspended from 2013 (Lei 23/2012) and restored in 2016 (Lei 8/2016).
    /// Carnival and municipal holidays are optional (article 235) and are not in the set.
    /// </summary>
    public static HolidaySet Portugal { get; } =
        new(
            "pt",
            [
                HolidayRule.Yearly(1, 1).Named("Ano Novo"),
                HolidayRule.Easter(-2).Named("Sexta-Feira Santa"),
                HolidayRule.Easter(0).Named("Domingo de Páscoa"),
                HolidayRule.Yearly(4, 25).Named("Dia da Liberdade"),
                HolidayRule.Yearly(5, 1).Named("Dia do Trabalhador"),
                .. SuspendedFrom2013To2015(HolidayRule.Easter(60).Named("Corpo de Deus")),
                HolidayRule.Yearly(6, 10).Named("Dia de Portugal"),
                HolidayRule.Yearly(8, 15).Named("Assunção de Nossa Senhora"),
                .. SuspendedFrom2013To2015(HolidayRule.Yearly(10, 5).Named("Implantação da República")),
                .. SuspendedFrom2013To2015(HolidayRule.Yearly(11, 1).Named("Todos os Santos")),
                .. SuspendedFrom2013To2015(HolidayRule.Yearly(12, 1).Named("Restauração da Independência")),
                HolidayRule.Yearly(12, 8).Named("Imaculada Conceição"),
                HolidayRule.Yearly(12, 25).Named("Natal"),
            ]
        );

    private static HolidayRule[] SuspendedFrom2013To2015(HolidayRule rule) => [rule.Until(2012), rule.Since(2016)];
}
