// Types of the information model and of `data` of every event type. Generated from schemas/canonical by `npm run genereer`; never edited by hand.
// They describe, they do not check: what comes from outside goes through the event catalogue (eventschema.ts).

/**
 * Een datum met bekende nauwkeurigheid, of een tijdstip.
 */
export type DatumOfTijdstip = Datum | Tijdstip;
/**
 * Datum met de bekende nauwkeurigheid: 2016-05-17, 2016-05 of 2016. Onbekende delen worden weggelaten, nooit ingevuld.
 */
export type Datum = string;
/**
 * RFC 3339 met offset; een bron zonder zone is Europe/Amsterdam.
 */
export type Tijdstip = string;
/**
 * Verwijzing naar een persoon in hetzelfde bericht.
 */
export type PersoonId = string;
/**
 * De documenten die een antwoord bij een zaak noemt.
 */
export type Documenten = Zaakdocument[];
/**
 * Wat de BRP over iemand zegt naast de gegevens die bij de persoon zelf staan.
 */
export type Persoonslijst = {
  persoon: PersoonId;
  /**
   * Onderzoek gegevens persoon.
   */
  onderzoekPersoon?: {
    /**
     * Aanduiding onderzoek.
     */
    aanduiding?: string;
    periode?: Periode;
  };
  geldigVanaf?: Datum;
  /**
   * Client suwi historisch.
   */
  persoonHistorie?: {
    /**
     * Voornamen.
     */
    voornamen?: string;
    /**
     * Voorvoegsel.
     */
    voorvoegselGeslachtsnaam?: string;
    /**
     * Significant deel van de achternaam.
     */
    geslachtsnaam?: string;
    geboortedatum?: Datum;
    /**
     * Burgerservicenummer.
     */
    bsn?: string;
    /**
     * A nummer.
     */
    anummer?: string;
    /**
     * Onderzoek gegevens persoon.
     */
    onderzoek?: {
      /**
       * Aanduiding onderzoek.
       */
      aanduiding?: string;
      periode?: Periode;
    };
    onjuist?: Code;
    geldigVanaf?: Datum;
  }[];
  /**
   * Nationaliteit.
   */
  nationaliteiten?: {
    nationaliteit?: Code;
    /**
     * Onderzoek gegevens nationaliteit.
     */
    onderzoek?: {
      /**
       * Aanduiding onderzoek.
       */
      aanduiding?: string;
      periode?: Periode;
    };
    bijzonderNederlanderschap?: Code;
    geldigVanaf?: Datum;
  }[];
  /**
   * Nationaliteit historisch.
   */
  nationaliteitHistorie?: {
    nationaliteit?: Code;
    /**
     * Onderzoek gegevens nationaliteit.
     */
    onderzoek?: {
      /**
       * Aanduiding onderzoek.
       */
      aanduiding?: string;
      periode?: Periode;
    };
    onjuist?: Code;
    bijzonderNederlanderschap?: Code;
    geldigVanaf?: Datum;
  }[];
  /**
   * Verblijfstitel.
   */
  verblijfstitel?: {
    verblijfstitel?: Code;
    periode?: Periode;
    /**
     * Onderzoek gegevens verblijfstitel.
     */
    onderzoek?: {
      /**
       * Aanduiding onderzoek.
       */
      aanduiding?: string;
      periode?: Periode;
    };
    geldigVanaf?: Datum;
  };
  /**
   * Verblijfstitel historisch.
   */
  verblijfstitelHistorie?: {
    verblijfstitel?: Code;
    periode?: Periode;
    /**
     * Onderzoek gegevens verblijfstitel.
     */
    onderzoek?: {
      /**
       * Aanduiding onderzoek.
       */
      aanduiding?: string;
      periode?: Periode;
    };
    onjuist?: Code;
    geldigVanaf?: Datum;
  }[];
  /**
   * Immigratie.
   */
  immigratie?: {
    vestigingOp?: Datum;
    landVanwaar?: Code;
  };
  /**
   * Aangifte adreshouding BRP.
   */
  bijhouding?: {
    gemeente?: Code;
    ingeschrevenOp?: Datum;
    adreshoudingVanaf?: Datum;
  };
  /**
   * Onderzoek gegevens verblijfplaats.
   */
  onderzoekVerblijfplaats?: {
    /**
     * Aanduiding onderzoek.
     */
    aanduiding?: string;
    periode?: Periode;
  };
  /**
   * Verblijfplaats historisch.
   */
  verblijfplaatsHistorie?: {
    /**
     * Correspondentieadres.
     */
    adressen?: Adres[];
    /**
     * Immigratie.
     */
    immigratie?: {
      vestigingOp?: Datum;
      landVanwaar?: Code;
    };
    /**
     * Aangifte adreshouding BRP.
     */
    bijhouding?: {
      gemeente?: Code;
      ingeschrevenOp?: Datum;
      adreshoudingVanaf?: Datum;
    };
    /**
     * Onderzoek gegevens verblijfplaats.
     */
    onderzoek?: {
      /**
       * Aanduiding onderzoek.
       */
      aanduiding?: string;
      periode?: Periode;
    };
    onjuist?: Code;
  }[];
  /**
   * Onderzoek gegevens overlijden.
   */
  onderzoekOverlijden?: {
    /**
     * Aanduiding onderzoek.
     */
    aanduiding?: string;
    periode?: Periode;
  };
  gemeenteOverlijden?: Code;
  /**
   * Ouder 1.
   */
  ouders?: {
    betrekkingVanaf?: Datum;
    /**
     * Onderzoek gegevens ouder 1.
     */
    onderzoek?: {
      /**
       * Aanduiding onderzoek.
       */
      aanduiding?: string;
      periode?: Periode;
    };
    ouder?: PersoonId;
  }[];
  /**
   * Huwelijk.
   */
  huwelijken?: {
    datum?: Datum;
    /**
     * Onderzoek gegevens huwelijk.
     */
    onderzoek?: {
      /**
       * Aanduiding onderzoek.
       */
      aanduiding?: string;
      periode?: Periode;
    };
    partner?: PersoonId;
    gemeente?: Code;
    /**
     * Plaats huwelijkssluiting.
     */
    plaats?: string;
    land?: Code;
    /**
     * Ontbinding.
     */
    ontbinding?: {
      datum?: Datum;
      gemeente?: Code;
      /**
       * Plaats ontbinding huwelijk.
       */
      plaats?: string;
      land?: Code;
      reden?: Code;
    };
  }[];
  /**
   * Huwelijk historisch.
   */
  huwelijkHistorie?: {
    datum?: Datum;
    /**
     * Onderzoek gegevens huwelijk.
     */
    onderzoek?: {
      /**
       * Aanduiding onderzoek.
       */
      aanduiding?: string;
      periode?: Periode;
    };
    onjuist?: Code;
    partner?: PersoonId;
  }[];
  /**
   * Kind.
   */
  kinderen?: {
    /**
     * Onderzoek gegevens kind.
     */
    onderzoek?: {
      /**
       * Aanduiding onderzoek.
       */
      aanduiding?: string;
      periode?: Periode;
    };
    geldigVanaf?: Datum;
    kind?: PersoonId;
  }[];
  /**
   * Gezagsverhouding.
   */
  gezag?: {
    gezagMinderjarige?: Code;
    curatele?: Code;
    /**
     * Onderzoek gegevens gezag.
     */
    onderzoek?: {
      /**
       * Aanduiding onderzoek.
       */
      aanduiding?: string;
      periode?: Periode;
    };
  };
  /**
   * Inschrijvingsgegevens BRP.
   */
  inschrijving?: {
    /**
     * Opschorting.
     */
    opschorting?: {
      datum?: Datum;
      reden?: Code;
    };
    gemeentePersoonskaart?: Code;
    /**
     * Verificatie.
     */
    verificatie?: {
      datum?: Datum;
      /**
       * Omschrijving verificatie RNI.
       */
      omschrijving?: string;
    };
    volledigGeconverteerd?: Code;
    rniDeelnemer?: Code;
    /**
     * Omschrijving verdrag RNI deelnemer.
     */
    verdrag?: string;
  };
}[];
/**
 * Kloktijd zonder datum.
 */
export type Tijd = string;
/**
 * Wat een gemeente aan een aanbieder toewijst voor een client.
 */
export type Toewijzingen = Toewijzing[];
/**
 * Begin of einde van de levering van een toegewezen product.
 */
export type Leveringen = Levering[];
/**
 * Wat iemand aan inkomen heeft of had, per werkgever of uitkeringsinstantie (UWV polisadministratie).
 */
export type Inkomstenverhoudingen = {
  persoon: PersoonId;
  /**
   * Volgnummer inkomstenverhouding.
   */
  volgnummer?: number;
  /**
   * Aanduiding inkomstenverhouding werkgever.
   */
  aanduidingWerkgever?: string;
  periode?: Periode;
  /**
   * Administratieve eenheid.
   */
  administratieveEenheid?: {
    /**
     * Naam administratieve eenheid.
     */
    naam?: string;
    /**
     * Loonheffingennummer.
     */
    loonheffingennummer?: string;
    periode?: Periode;
    /**
     * De persoon over wie het gaat.
     */
    persoon?: {
      /**
       * Voornamen.
       */
      voornamen?: string;
      /**
       * Voorvoegsel.
       */
      voorvoegselGeslachtsnaam?: string;
      /**
       * Significant deel van de achternaam.
       */
      geslachtsnaam?: string;
      /**
       * Correspondentieadres persoon administratieve eenheid.
       */
      adressen?: Adres[];
    };
    /**
     * Rechtspersoon administratieve eenh.
     */
    rechtspersoon?: {
      /**
       * Fiscaal nummer.
       */
      fiscaalNummer?: string;
      /**
       * Naam rechtspersoon.
       */
      naam?: string;
      rechtsvorm?: Code;
    };
    /**
     * Correspondentieadres administratieve eenheid.
     */
    adressen?: Adres[];
  };
  /**
   * Inkomstenperiode.
   */
  inkomstenperioden?: {
    periode?: Periode;
    soort?: Code;
    arbeidscontract?: Code;
    invloedVerzekeringsplicht?: Code;
    loonheffingskorting?: Code;
    regelmatigArbeidspatroon?: Code;
    personeelsleningNietInLoon?: Code;
    loonMedeAowAlleenstaande?: Code;
    loonInclusiefWajong?: Code;
    vakantiebonnen?: Code;
    aard?: Code;
    incidenteleVermindering?: Code;
    verzekerdWaoIvaWga?: Code;
    verzekerdWw?: Code;
    verzekerdZw?: Code;
  }[];
  /**
   * Sector risicogroep inkomstenverhouding.
   */
  sectoren?: {
    risicogroep?: Code;
    periode?: Periode;
    sector?: Code;
  }[];
  /**
   * Inkomstenopgave.
   */
  inkomstenopgaven?: {
    periode?: Periode;
    /**
     * Aantal sociale verzekeringen dagen inkomstenopgave.
     */
    svDagen?: number;
    /**
     * Aantal verloonde uren inkomstenopgave.
     */
    verloondeUren?: number;
    brutoloonSv?: Bedrag;
    brutoloonSvTijdseenheid?: Code;
    loonLoonbelasting?: Bedrag;
    loonLoonbelastingTijdseenheid?: Code;
    ingehoudenLoonbelasting?: Bedrag;
    ingehoudenLoonbelastingTijdseenheid?: Code;
    vakantietoeslag?: Bedrag;
    vakantietoeslagTijdseenheid?: Code;
    opgebouwdeVakantietoeslag?: Bedrag;
    opgebouwdeVakantietoeslagTijdseenheid?: Code;
    extraPeriodesalaris?: Bedrag;
    extraPeriodesalarisTijdseenheid?: Code;
    opgebouwdExtraPeriodesalaris?: Bedrag;
    opgebouwdExtraPeriodesalarisTijdseenheid?: Code;
    reiskostenOnbelast?: Bedrag;
    reiskostenOnbelastTijdseenheid?: Code;
    alimentatieInUitkering?: Bedrag;
    alimentatieInUitkeringTijdseenheid?: Code;
    alimentatieRechtstreeks?: Bedrag;
    alimentatieRechtstreeksTijdseenheid?: Code;
  }[];
}[];
/**
 * Welke uitkeringen iemand heeft of had, met perioden, bedragen en maatregelen.
 */
export type Uitkeringsverhoudingen = {
  persoon: PersoonId;
  periode?: Periode;
  wet?: Code;
  aanleidingEinde?: Code;
  classificatieBbz?: Code;
  /**
   * Aantal kostendelers.
   */
  aantalKostendelers?: number;
  /**
   * Inkomsten invloed op bijstand uitkering.
   */
  inkomstenMetInvloed?: {
    soort?: Code;
  }[];
  /**
   * Vrijstelling arbeidsplicht.
   */
  vrijstellingArbeidsplicht?: {
    soort?: Code;
    periode?: Periode;
    redenEinde?: Code;
  };
  partner?: PersoonId;
  /**
   * Uitkeringsperiode.
   */
  uitkeringsperioden?: {
    periode?: Periode;
    /**
     * Maatregel met betrekking tot uitkering.
     */
    maatregelen?: {
      periode?: Periode;
      reden?: Code;
      vermindering?: Bedrag;
      verminderingTijdseenheid?: Code;
      /**
       * Percentage in de vijf cijfers van de bron, met een minteken als het negatief is.
       */
      korting?: string;
    }[];
    totaalInkomsten?: Bedrag;
    totaalInkomstenTijdseenheid?: Code;
    betaalbaarGesteld?: Bedrag;
    betaalbaarGesteldTijdseenheid?: Code;
    /**
     * Normbedrag.
     */
    normbedragen?: {
      soort?: Code;
      bedrag?: Bedrag;
    }[];
    /**
     * Bruto uitkeringsbedrag.
     */
    brutobedragen?: {
      bedrag?: Bedrag;
      betaaltermijn?: Code;
      periode?: Periode;
    }[];
    /**
     * Specifieke gegevens AOW.
     */
    aow?: {
      partnertoeslag?: Code;
      /**
       * Percentage toegekende AOW.
       */
      toegekendPercentage?: string;
    };
    /**
     * Netto uitkeringsbedrag.
     */
    nettobedragen?: {
      bedrag?: Bedrag;
      betaaltermijn?: Code;
      periode?: Periode;
    }[];
  }[];
  /**
   * Kolom, partij en vestiging in de keten van werk en inkomen.
   */
  bron?: {
    kolom?: Code;
    partij?: Code;
    vestiging?: Code;
  };
  /**
   * Omschrijving reden einde uitkeringsverhouding.
   */
  redenEinde?: string;
  eindeMaximaleDuur?: Datum;
  /**
   * Duur in uren en minuten.
   */
  werkurenPerWeek?: string;
  /**
   * Sector beroeps en bedrijfsleven.
   */
  sectoren?: {
    sector?: Code;
    /**
     * Naam sector.
     */
    naam?: string;
    /**
     * Partij suwi.
     */
    partij?: {
      partij?: Code;
      /**
       * Naam partij suwi.
       */
      naam?: string;
      kolom?: Code;
      /**
       * Naam kolom suwi.
       */
      kolomnaam?: string;
      /**
       * Naam kolom suwi verkort.
       */
      kolomnaamVerkort?: string;
    };
  }[];
  eindeLoongerelateerd?: Datum;
  eindeVervolguitkering?: Datum;
  /**
   * Specifieke gegevens remigratiewet.
   */
  remigratievoorzieningen?: {
    soort?: Code;
  }[];
}[];
/**
 * Kinderen voor wie iemand bij de SVB bekend is.
 */
export type Kinderbijslag = {
  persoon: PersoonId;
  kinderbijslag?: Code;
  woonsituatie?: Code;
  landVerblijf?: Code;
  kind?: PersoonId;
}[];
/**
 * Wat iemand aan uitkeringen heeft aangevraagd, en wat daarop is beslist.
 */
export type AanvragenUitkering = {
  persoon: PersoonId;
  aanvraagdatum?: Datum;
  status?: Code;
  wet?: Code;
  /**
   * Beslissing op aanvraag uitkering.
   */
  beslissingen?: {
    beslissing?: Code;
    dagtekening?: Datum;
    redenAfwijzing?: Code;
  }[];
  partner?: PersoonId;
  /**
   * Kolom, partij en vestiging in de keten van werk en inkomen.
   */
  bron?: {
    kolom?: Code;
    partij?: Code;
    vestiging?: Code;
  };
  aanvraagdatumWw?: Datum;
}[];
/**
 * Wat een uitkeringsinstantie van iemand terugvordert, met de fraudegegevens die erbij horen.
 */
export type Vorderingen = {
  persoon: PersoonId;
  /**
   * Identificatienummer vordering.
   */
  vorderingnummer?: string;
  besluitdatum?: Datum;
  reden?: Code;
  beginbedrag?: Bedrag;
  beginbedragTijdseenheid?: Code;
  status?: Code;
  saldo?: Bedrag;
  saldoTijdseenheid?: Code;
  onherroepelijkOp?: Datum;
  wet?: Code;
  /**
   * Partner vordering.
   */
  partners?: PersoonId[];
  /**
   * Fraude.
   */
  fraude?: {
    recidive?: Code;
    robuusteIncasso?: Code;
    hoogteBestuurlijkeBoete?: Code;
    soortSanctie?: Code;
    /**
     * Parketnummer justitie.
     */
    parketnummer?: string;
    recidivetermijn?: Code;
  };
  /**
   * Kolom, partij en vestiging in de keten van werk en inkomen.
   */
  bron?: {
    kolom?: Code;
    partij?: Code;
    vestiging?: Code;
  };
}[];
/**
 * Toegekende studiefinanciering per periode (DUO).
 */
export type Studiefinanciering = {
  persoon: PersoonId;
  periode?: Periode;
  basisbeurs?: Code;
  aanvullendeBeurs?: Code;
  partnertoeslag?: Code;
  eenOudertoeslag?: Code;
  tegemoetkomingVo18?: Code;
}[];
/**
 * Wie voor welke voertuigen aansprakelijk is of was (RDW).
 */
export type Voertuigen = {
  /**
   * Aansprakelijke.
   */
  aansprakelijkheden?: {
    begin?: Datum;
    einde?: Datum;
    /**
     * Voertuig.
     */
    voertuig?: {
      /**
       * Kenteken voertuig.
       */
      kenteken?: string;
      /**
       * Status voertuig.
       */
      statussen?: {
        status?: Code;
        periode?: Periode;
      }[];
      soort?: Code;
      /**
       * Merk voertuig.
       */
      merk?: string;
      /**
       * Type voertuig.
       */
      type?: string;
      /**
       * Hoofdkleur voertuig.
       */
      hoofdkleur?: string;
      /**
       * Nevenkleur voertuig.
       */
      nevenkleur?: string;
      eersteInschrijvingNationaal?: Datum;
      eersteInschrijvingInternationaal?: Datum;
      bpm?: Bedrag;
      bpmTijdseenheid?: Code;
      cataloguswaarde?: Bedrag;
      cataloguswaardeTijdseenheid?: Code;
      /**
       * Tellerstand voertuig.
       */
      tellerstand?: string;
      tellerstandeenheid?: Code;
      /**
       * Keuring.
       */
      keuringen?: {
        apkGeldigTot?: Datum;
      }[];
      /**
       * Verstrekkingsvoorbehoud voertuig.
       */
      verstrekkingsvoorbehoud?: {
        periode?: Periode;
        /**
         * Kloktijd met honderdsten van een seconde.
         */
        begintijd?: string;
        /**
         * Kloktijd met honderdsten van een seconde.
         */
        eindtijd?: string;
      };
      /**
       * Voertuigverplichtingen.
       */
      verplichtingen?: {
        periode?: Periode;
        /**
         * Kloktijd met honderdsten van een seconde.
         */
        begintijd?: string;
        /**
         * Kloktijd met honderdsten van een seconde.
         */
        eindtijd?: string;
      };
      /**
       * Voertuigverplichtingennemer.
       */
      verplichtingennemer?: {
        /**
         * Naam rechtspersoon.
         */
        naam?: string;
        /**
         * Correspondentieadres.
         */
        adressen?: Adres[];
      };
      /**
       * Verzekering.
       */
      verzekering?: {
        dekking?: Code;
        /**
         * Polisnummer.
         */
        polisnummer?: string;
        periode?: Periode;
        /**
         * Verzekeringsmaatschappij.
         */
        verzekeraar?: {
          code?: Code;
          /**
           * Naam verzekeringsmaatschappij RDW.
           */
          naam?: string;
          /**
           * Adres verzekeringsmaatschappij RDW.
           */
          adressen?: Adres[];
          /**
           * Gevolmachtigde.
           */
          gevolmachtigde?: {
            code?: Code;
            /**
             * Naam gevolmachtigde.
             */
            naam?: string;
            /**
             * Adres gevolmachtigde.
             */
            adressen?: Adres[];
          };
        };
      };
    };
    /**
     * Kloktijd met honderdsten van een seconde.
     */
    begintijd?: string;
    /**
     * Handelaarskenteken.
     */
    handelaarskenteken?: {
      /**
       * Kenteken voertuig.
       */
      kenteken?: string;
      status?: Code;
      statusSinds?: Datum;
    };
  }[];
  persoon?: PersoonId;
  /**
   * Organisatie.
   */
  organisatie?: {
    /**
     * Naam rechtspersoon.
     */
    naam?: string;
    /**
     * Bezoekadres vestiging.
     */
    adressen?: Adres[];
    /**
     * Waar als de RDW de organisatie als handelaar noemt.
     */
    handelaar?: boolean;
    /**
     * Fiscaal nummer.
     */
    fiscaalNummer?: string;
    /**
     * RDW bedrijfsnummer.
     */
    rdwBedrijfsnummer?: string;
    /**
     * Handelsnaam organisatie.
     */
    handelsnaam?: string;
    /**
     * Significant deel van de achternaam.
     */
    contactpersoon?: string;
  };
}[];
/**
 * Percelen, appartementsrechten en leidingen met rechten, locaties en gerechtigden (Kadaster).
 */
export type OnroerendeZaken = {
  persoon?: PersoonId;
  toestandOp?: Datum;
  gefiatteerdOp?: Datum;
  soort?: Code;
  ontstaanOp?: Datum;
  /**
   * Kadastrale aanduiding.
   */
  kadastraleAanduiding?: {
    gemeente?: Code;
    /**
     * Kadastrale gemeentenaam.
     */
    gemeentenaam?: string;
    /**
     * Kadastrale sectie.
     */
    sectie?: string;
    /**
     * Kadastraal perceelnummer.
     */
    perceelnummer?: number;
    /**
     * Volgnummer kadastraal appartementsrecht.
     */
    appartementsindex?: number;
  };
  /**
   * Omschrijving kadastraal object.
   */
  omschrijving?: string;
  /**
   * Zakelijk recht.
   */
  zakelijkeRechten?: {
    /**
     * Omschrijving zakelijk recht.
     */
    omschrijving?: string;
    einde?: Datum;
  }[];
  /**
   * Locatie onroerende zaak.
   */
  locaties?: Adres[];
  /**
   * Publiekrechtelijke beperking.
   */
  beperkingen?: {
    einde?: Datum;
    /**
     * Omschrijving aantekening kadastraal object.
     */
    omschrijving?: string;
    persoon?: PersoonId;
    /**
     * Rechtspersoon.
     */
    rechtspersoon?: {
      /**
       * Fiscaal nummer.
       */
      fiscaalNummer?: string;
      /**
       * Naam rechtspersoon.
       */
      naam?: string;
      /**
       * Omschrijving rechtsvorm.
       */
      rechtsvorm?: string;
      /**
       * Omschrijving statutaire zetel.
       */
      zetel?: string;
    };
  }[];
  koopsom?: Bedrag;
  koopsomTijdseenheid?: Code;
  aankoopjaar?: Datum;
  /**
   * Wijze verkrijging eigendom.
   */
  verkrijging?: {
    wijze?: Code;
    datum?: Datum;
    toestandOp?: Datum;
  };
  meerGerechtigden?: Code;
  /**
   * Gerechtigde.
   */
  gerechtigden?: {
    persoon?: PersoonId;
    /**
     * Onderneming inst.
     */
    onderneming?: {
      /**
       * Inschrijvingsnummer KvK k.
       */
      kvk?: string;
      /**
       * Handelsnaam organisatie.
       */
      handelsnaam?: string;
      /**
       * Omschrijving rechtsvorm.
       */
      rechtsvorm?: string;
      /**
       * Omschrijving statutaire zetel.
       */
      zetel?: string;
    };
    /**
     * Rechtspersoon.
     */
    rechtspersoon?: {
      /**
       * Fiscaal nummer.
       */
      fiscaalNummer?: string;
      /**
       * Naam rechtspersoon.
       */
      naam?: string;
      /**
       * Omschrijving rechtsvorm.
       */
      rechtsvorm?: string;
      /**
       * Omschrijving statutaire zetel.
       */
      zetel?: string;
    };
    /**
     * Correspondentieadres.
     */
    adressen?: Adres[];
  }[];
}[];

export interface Informatiemodel {
  events?: EventData;
}
/**
 * Eventtype (zonder nl.sociaaldomein. en .v1) → zijn data.
 */
export interface EventData {
  'zaak-aangemaakt': ZaakAangemaaktData;
  'zaak-gewijzigd': ZaakGewijzigdData;
  'zaakstatus-gezet': ZaakstatusGezetData;
  'zaak-gevraagd': ZaakGevraagdData;
  'zaak-geleverd': ZaakGeleverdData;
  'zaakdocument-toegevoegd': ZaakdocumentToegevoegdData;
  'zaakdocument-gewijzigd': ZaakdocumentGewijzigdData;
  'zaakdocument-gevraagd': ZaakdocumentGevraagdData;
  'zaakdocument-geleverd': ZaakdocumentGeleverdData;
  'persoon-gewijzigd': PersoonGewijzigdData;
  'persoon-gevraagd': PersoonGevraagdData;
  'persoon-geleverd': PersoonGeleverdData;
  'toewijzing-afgegeven': ToewijzingAfgegevenData;
  'toewijzing-beoordeeld': ToewijzingBeoordeeldData;
  'toewijzing-verzocht': ToewijzingVerzochtData;
  'toewijzing-wijziging-verzocht': ToewijzingWijzigingVerzochtData;
  'verzoek-beoordeeld': VerzoekBeoordeeldData;
  'verzoek-beantwoord': VerzoekBeantwoordData;
  'verzoekantwoord-beoordeeld': VerzoekantwoordBeoordeeldData;
  'levering-gestart': LeveringGestartData;
  'levering-gestopt': LeveringGestoptData;
  'levering-beoordeeld': LeveringBeoordeeldData;
  'declaratie-ingediend': DeclaratieIngediendData;
  'declaratie-beoordeeld': DeclaratieBeoordeeldData;
  declaratiedeel: DeclaratiedeelData;
  'kinderbeschermingsonderzoek-verzocht': KinderbeschermingsonderzoekVerzochtData;
  'jeugdbescherming-genotificeerd': JeugdbeschermingGenotificeerdData;
  'jeugdreclassering-genotificeerd': JeugdreclasseringGenotificeerdData;
  'zorgmelding-gedaan': ZorgmeldingGedaanData;
  'zorgmelding-teruggekoppeld': ZorgmeldingTeruggekoppeldData;
  'veiligthuismelding-gedaan': VeiligthuismeldingGedaanData;
  'veiligthuismelding-teruggekoppeld': VeiligthuismeldingTeruggekoppeldData;
  'melding-gedaan': MeldingGedaanData;
  'melding-uitkomst-gegeven': MeldingUitkomstGegevenData;
  'bekendheid-gevraagd': BekendheidGevraagdData;
  'casusinformatie-gevraagd': CasusinformatieGevraagdData;
  'bekendheid-beantwoord': BekendheidBeantwoordData;
  'casusinformatie-beantwoord': CasusinformatieBeantwoordData;
  'inkomsten-gevraagd': InkomstenGevraagdData;
  'inkomsten-geleverd': InkomstenGeleverdData;
  'uitkering-gevraagd': UitkeringGevraagdData;
  'uitkering-geleverd': UitkeringGeleverdData;
  'aanvraag-uitkering-gevraagd': AanvraagUitkeringGevraagdData;
  'aanvraag-uitkering-geleverd': AanvraagUitkeringGeleverdData;
  'vordering-gevraagd': VorderingGevraagdData;
  'vordering-geleverd': VorderingGeleverdData;
  'reintegratie-gevraagd': ReintegratieGevraagdData;
  'reintegratie-geleverd': ReintegratieGeleverdData;
  'werkzoekende-gevraagd': WerkzoekendeGevraagdData;
  'werkzoekende-geleverd': WerkzoekendeGeleverdData;
  'onderwijs-gevraagd': OnderwijsGevraagdData;
  'onderwijs-geleverd': OnderwijsGeleverdData;
  'studiefinanciering-gevraagd': StudiefinancieringGevraagdData;
  'studiefinanciering-geleverd': StudiefinancieringGeleverdData;
  'voertuig-gevraagd': VoertuigGevraagdData;
  'voertuig-geleverd': VoertuigGeleverdData;
  'onroerende-zaak-gevraagd': OnroerendeZaakGevraagdData;
  'onroerende-zaak-geleverd': OnroerendeZaakGeleverdData;
  'doelgroepregister-gevraagd': DoelgroepregisterGevraagdData;
  'doelgroepregister-geleverd': DoelgroepregisterGeleverdData;
  'verwijsindex-gemeld': VerwijsindexGemeldData;
  'verwijsindex-bevestigd': VerwijsindexBevestigdData;
  'bericht-bevestigd': BerichtBevestigdData;
  'bericht-afgekeurd': BerichtAfgekeurdData;
  'nummer-gevraagd': NummerGevraagdData;
  'nummer-uitgegeven': NummerUitgegevenData;
  betrokkenheid: BetrokkenheidData;
}
/**
 * data van nl.sociaaldomein.zaak-aangemaakt.v1. Een zaak in de zaakadministratie.
 */
export interface ZaakAangemaaktData {
  bericht: Bericht;
  personen: Persoon[];
  zaak: Zaak;
  documenten?: Documenten;
}
/**
 * Waar het event vandaan komt.
 */
export interface Bericht {
  id: string;
  standaard: string;
  standaardversie: string;
  berichttype: string;
  referentie?: string;
  kruisreferentie?: string;
  proef?: true;
  verzondenOp?: DatumOfTijdstip;
  afzender?: Partij;
  ontvanger?: Partij;
  mapping: {
    naam: string;
    versie: string;
  };
  schema: {
    naam: string;
    versie: string;
  };
  /**
   * Versies van de schema's waarmee de afzender het bericht maakte of controleerde.
   */
  schemaAfzender?: {
    basisschema?: string;
    bericht?: string;
    controle?: string;
  };
  /**
   * Het pakket waarmee de afzender het bericht maakte.
   */
  systeemAfzender?: {
    code?: Code;
    versie?: string;
  };
  sha256: string;
  /**
   * Paden van elementen die geen mappingrij leest; nooit waarden.
   */
  nietVertaald: {
    pad: string;
    aantal: number;
  }[];
}
/**
 * Een organisatie of systeem dat deelneemt.
 */
export interface Partij {
  soort?: 'gemeente' | 'samenwerkingsverband' | 'aanbieder' | 'knooppunt' | 'zorgkantoor' | 'justitie' | 'politie' | 'veilig-thuis' | 'overig';
  oin?: string;
  gemeentecode?: string;
  agb?: string;
  uzovi?: string;
  kvk?: string;
  rsin?: string;
  vestigingsnummer?: string;
  instantiecode?: string;
  identificatie?: string;
  naam?: string;
  applicatie?: string;
  administratie?: string;
  contact?: Contact;
  ontbreekt?: Ontbreekt;
}
/**
 * Bereikbaarheid.
 */
export interface Contact {
  telefoonnummers?: string[];
  emailadressen?: string[];
  faxnummer?: string;
  url?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Waarom een attribuut geen waarde heeft; leeg, onbekend en niet mogen zeggen zijn verschillende dingen.
 */
export interface Ontbreekt {
  [k: string]: 'geenWaarde' | 'waardeOnbekend' | 'nietGeautoriseerd' | 'nietOndersteund' | 'vastgesteldOnbekend';
}
/**
 * Een code is tekst; voorloopnullen blijven.
 */
export interface Code {
  code: string;
  codelijst: string;
  omschrijving?: string;
}
/**
 * Een natuurlijk persoon zoals het bericht hem noemt.
 */
export interface Persoon {
  id: PersoonId;
  rollen: string[];
  bsn?: string;
  anummer?: string;
  identificatieNietIngeschrevene?: string;
  vreemdelingennummer?: string;
  rni?: string;
  referentie?: string;
  geslachtsnaam?: string;
  voorvoegselGeslachtsnaam?: string;
  geslachtsnaamPartner?: string;
  voorvoegselGeslachtsnaamPartner?: string;
  naamgebruik?: Code;
  adellijkeTitel?: Code;
  voorletters?: string;
  voornamen?: string;
  roepnaam?: string;
  /**
   * De naam in een stuk, waar de bron geen delen kent.
   */
  volledigeNaam?: string;
  aanhef?: string;
  geboortedatum?: Datum;
  geboortegemeente?: Code;
  geboorteplaats?: string;
  geboorteplaatsBuitenland?: string;
  geboorteland?: Code;
  /**
   * Geboorteland in woorden, waar de bron geen code geeft.
   */
  geboortelandNaam?: string;
  gemeenteVanInschrijving?: string;
  overlijdensdatum?: Datum;
  overlijdensplaats?: string;
  overlijdensland?: Code;
  geslacht?: 'M' | 'V' | 'O';
  burgerlijkeStaat?: Code;
  adressen?: Adres[];
  contact?: Contact;
  relaties?: Relatie[];
  nationaliteiten?: Code[];
  /**
   * Nationaliteit in woorden, waar de bron geen code geeft.
   */
  nationaliteitOmschrijving?: string;
  verblijfstitel?: Code;
  indicatieGeheim?: string;
  juridischeStatus?: Code;
  wettelijkeVertegenwoordiging?: Code;
  communicatie?: {
    vorm?: Code;
    taal?: string;
    taalcode?: Code;
    ontbreekt?: Ontbreekt;
  };
  functie?: string;
  organisatie?: Partij;
  commentaar?: string;
  buitenlandsNummer?: string;
  academischeTitels?: Code[];
  voornamenAanschrijving?: string;
  geslachtsnaamAanschrijving?: string;
  verzekeraar?: Partij;
  verzekerdennummer?: string;
  /**
   * Nummer van de persoon in de administratie van de zorgaanbieder.
   */
  patientnummer?: string;
  debiteurnummer?: string;
  /**
   * De persoon is overleden, waar de bron geen datum geeft.
   */
  overleden?: boolean;
  rekeningnummer?: string;
  /**
   * Hoe de persoon in de basisregistratie staat ingeschreven.
   */
  registratie?: {
    typering?: Code;
    gemeenteVanInschrijving?: string;
    datumInschrijving?: Datum;
    adresHerkomst?: Code;
    datumVestigingInNederland?: Datum;
    immigratieland?: Code;
    datumVertrekUitNederland?: Datum;
    emigratieland?: Code;
    verblijfstitelVanaf?: Datum;
    verblijfstitelTot?: Datum;
    bijzonderNederlanderschap?: Code;
    signaleringReisdocument?: Code;
    buitenlandsReisdocument?: Code;
    europeesKiesrecht?: Code;
    uitgeslotenKiesrecht?: Code;
    gezagMinderjarige?: Code;
    curateleregister?: Code;
    datumOpschorting?: Datum;
    redenOpschorting?: Code;
    blokkering?: boolean;
    nationaliteiten?: {
      nationaliteit?: Code;
      omschrijving?: string;
      redenVerkrijging?: Code;
      datumVerkrijging?: Datum;
      redenVerlies?: Code;
      datumVerlies?: Datum;
      periode?: Tijdvak;
      geldigheid?: Tijdvak;
      geregistreerdOp?: DatumOfTijdstip;
      onderzoek?: GegevenInOnderzoek[];
      brondocumenten?: Brondocument[];
      extraElementen?: ExtraElement[];
      ontbreekt?: Ontbreekt;
    }[];
    onderzoek?: GegevenInOnderzoek[];
    brondocumenten?: Brondocument[];
    geldigheid?: Tijdvak;
    geregistreerdOp?: DatumOfTijdstip;
    ontbreekt?: Ontbreekt;
  };
  /**
   * Of de gegevens uit de basisregistratie komen.
   */
  authentiek?: boolean;
  extraElementen?: ExtraElement[];
  ontbreekt?: Ontbreekt;
}
/**
 * Een adres van een persoon.
 */
export interface Adres {
  soort: 'woon' | 'correspondentie' | 'verblijf' | 'tijdelijk' | 'werk' | 'overig';
  soortCode?: Code;
  straatnaam?: string;
  straatnaamVerkort?: string;
  huisnummer?: string;
  huisletter?: string;
  huisnummertoevoeging?: string;
  aanduidingWoonadres?: Code;
  woonbootverwijzing?: Code;
  woonwagenverwijzing?: Code;
  /**
   * Zes posities; een bron die de letters niet kent geeft alleen de cijfers.
   */
  postcode?: string;
  woonplaats?: string;
  gemeentecode?: string;
  landcode?: Code;
  locatiebeschrijving?: string;
  nummeraanduidingIdentificatie?: string;
  openbareRuimteIdentificatie?: string;
  woonplaatsIdentificatie?: string;
  /**
   * Adresregels van een buitenlands adres.
   */
  buitenland?: string[];
  openbareRuimte?: string;
  gemeentenaam?: string;
  gemeentedeel?: string;
  postbusnummer?: string;
  verblijfsobject?: string;
  nummeraanduiding?: string;
  huisnummerBuitenland?: string;
  postcodeBuitenland?: string;
  regio?: string;
  landnaam?: string;
  organisatie?: string;
  vanaf?: Datum;
  tot?: Datum;
  woonplaatsLigging?: string;
  antwoordnummer?: string;
  woonplaatscode?: string;
  woonplaatsLiggingcode?: string;
  openbareRuimtecode?: string;
  gemeentelijkeOpenbareRuimtecode?: string;
  /**
   * Of de gegevens uit de basisregistratie komen.
   */
  authentiek?: boolean;
  ontbreekt?: Ontbreekt;
}
/**
 * Verband met een andere persoon in het bericht.
 */
export interface Relatie {
  soort?: Code;
  omschrijving?: string;
  persoon: PersoonId;
  /**
   * Volgorde waarin contactpersonen benaderd worden.
   */
  volgorde?: number;
  periode?: Periode;
  verbintenis?: Code;
  plaatsSluiting?: string;
  landSluiting?: Code;
  plaatsOntbinding?: string;
  landOntbinding?: Code;
  redenOntbinding?: Code;
  ouderaanduiding?: string;
  geldigheid?: Tijdvak;
  geregistreerdOp?: DatumOfTijdstip;
  onderzoek?: GegevenInOnderzoek[];
  brondocumenten?: Brondocument[];
  extraElementen?: ExtraElement[];
  ontbreekt?: Ontbreekt;
}
/**
 * Begin en einde, beide in de periode.
 */
export interface Periode {
  begin?: Datum;
  einde?: Datum;
  ontbreekt?: Ontbreekt;
}
/**
 * Begin en einde op de dag of op het ogenblik, naar wat de bron weet.
 */
export interface Tijdvak {
  begin?: DatumOfTijdstip;
  einde?: DatumOfTijdstip;
  ontbreekt?: Ontbreekt;
}
/**
 * Een gegeven waarvan de juistheid wordt onderzocht.
 */
export interface GegevenInOnderzoek {
  gegeven?: string;
  groep?: string;
  inOnderzoek?: boolean;
  ontbreekt?: Ontbreekt;
}
/**
 * Het document waar een registratie op berust.
 */
export interface Brondocument {
  identificatie?: string;
  datum?: Datum;
  omschrijving?: string;
  gemeente?: string;
  ontbreekt?: Ontbreekt;
  aktegemeente?: string;
}
/**
 * Een element buiten het sectormodel dat afzender en ontvanger afspraken.
 */
export interface ExtraElement {
  naam: string;
  waarde?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Een zaak in de zaakadministratie van een gemeente, of de gegevens van een zaak waar iemand naar vraagt.
 */
export interface Zaak {
  identificatie?: string;
  mutatie?: Mutatie;
  omschrijving?: string;
  toelichting?: string;
  zaaktype?: Code;
  zaaktypeOmschrijving?: string;
  zaaktypeIngangsdatum?: Datum;
  startdatum?: Datum;
  registratiedatum?: Datum;
  publicatiedatum?: Datum;
  einddatumGepland?: Datum;
  uiterlijkeEinddatum?: Datum;
  einddatum?: Datum;
  resultaat?: Resultaat;
  kenmerken?: Kenmerk[];
  opschorting?: Opschorting;
  verlenging?: Verlenging;
  betalingsindicatie?: Code;
  laatsteBetaaldatum?: DatumOfTijdstip;
  archiefnominatie?: Code;
  datumVernietigingDossier?: Datum;
  zaakniveau?: number;
  heeftDeelzaken?: boolean;
  geldigheid?: Tijdvak;
  geregistreerdOp?: DatumOfTijdstip;
  statussen?: ZaakStatus[];
  betrokkenen?: ZaakBetrokkene[];
  objecten?: Zaakobject[];
  besluiten?: ZaakBesluit[];
  gerelateerdeZaken?: ZaakGerelateerdeZaak[];
  /**
   * Elementen buiten het sectormodel die afzender en ontvanger afspraken.
   */
  extraElementen?: ExtraElement[];
  vorig?: Zaak;
  ontbreekt?: Ontbreekt;
}
/**
 * Waarom het bericht gestuurd is.
 */
export interface Mutatie {
  soort?: Code;
  overname?: Code;
}
/**
 * Waar de zaak toe leidde.
 */
export interface Resultaat {
  omschrijving?: string;
  toelichting?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Een nummer dat een ander aan de zaak gaf.
 */
export interface Kenmerk {
  kenmerk?: string;
  bron?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Of en waarom de zaak stilligt.
 */
export interface Opschorting {
  opgeschort?: boolean;
  reden?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Met hoeveel dagen en waarom de zaak langer duurt.
 */
export interface Verlenging {
  duur?: number;
  reden?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Een status die de zaak heeft bereikt.
 */
export interface ZaakStatus {
  volgnummer?: number;
  code?: Code;
  omschrijving?: string;
  omschrijvingGeneriek?: string;
  statustypeIngangsdatum?: Datum;
  toelichting?: string;
  gezetOp?: DatumOfTijdstip;
  laatste?: boolean;
  zaaktype?: Code;
  zaaktypeOmschrijving?: string;
  zaaktypeIngangsdatum?: Datum;
  gezetDoor?: Zetter;
  periode?: Tijdvak;
  geldigheid?: Tijdvak;
  geregistreerdOp?: DatumOfTijdstip;
  ontbreekt?: Ontbreekt;
}
/**
 * Wie de status zette.
 */
export interface Zetter {
  persoon?: PersoonId;
  partij?: Partij;
  vestigingsnummer?: string;
  rsin?: string;
  rechtsvorm?: string;
  eenheid?: string;
  identificatieBuitenRegister?: string;
  authentiek?: boolean;
  adres?: Adres;
  rolomschrijving?: string;
  rol?: Code;
  periode?: Tijdvak;
  geldigheid?: Tijdvak;
  geregistreerdOp?: DatumOfTijdstip;
  ontbreekt?: Ontbreekt;
}
/**
 * Wie bij de zaak betrokken is: een persoon of een partij.
 */
export interface ZaakBetrokkene {
  rol: Code;
  persoon?: PersoonId;
  identificatie?: string;
  partij?: Partij;
  vestigingsnummer?: string;
  rsin?: string;
  rechtsvorm?: string;
  eenheid?: string;
  identificatieBuitenRegister?: string;
  authentiek?: boolean;
  adres?: Adres;
  code?: string;
  omschrijving?: string;
  toelichting?: string;
  correspondentieadres?: Adres;
  contactpersoon?: Contactpersoon;
  periode?: Tijdvak;
  geldigheid?: Tijdvak;
  geregistreerdOp?: DatumOfTijdstip;
  ontbreekt?: Ontbreekt;
}
/**
 * Wie namens de betrokkene is aan te spreken.
 */
export interface Contactpersoon {
  identificatie?: string;
  naam?: string;
  functie?: string;
  telefoonnummer?: string;
  emailadres?: string;
  persoon?: PersoonId;
  partij?: Partij;
  vestigingsnummer?: string;
  rsin?: string;
  rechtsvorm?: string;
  eenheid?: string;
  identificatieBuitenRegister?: string;
  authentiek?: boolean;
  adres?: Adres;
  periode?: Tijdvak;
  geldigheid?: Tijdvak;
  geregistreerdOp?: DatumOfTijdstip;
  ontbreekt?: Ontbreekt;
}
/**
 * Waar de zaak over gaat.
 */
export interface Zaakobject {
  soort?: Code;
  identificatie?: string;
  omschrijving?: string;
  naam?: string;
  aanduiding?: string;
  registratie?: string;
  persoon?: PersoonId;
  partij?: Partij;
  vestigingsnummer?: string;
  rsin?: string;
  rechtsvorm?: string;
  eenheid?: string;
  identificatieBuitenRegister?: string;
  authentiek?: boolean;
  adres?: Adres;
  datum?: Datum;
  periode?: Tijdvak;
  geldigheid?: Tijdvak;
  geregistreerdOp?: DatumOfTijdstip;
  ontbreekt?: Ontbreekt;
}
/**
 * Een besluit dat uit de zaak voortkwam.
 */
export interface ZaakBesluit {
  identificatie?: string;
  besluittype?: string;
  besluitdatum?: Datum;
  toelichting?: string;
  ingangsdatum?: Datum;
  vervaldatum?: Datum;
  vervalreden?: Code;
  publicatiedatum?: Datum;
  verzenddatum?: Datum;
  uiterlijkeReactiedatum?: Datum;
  periode?: Tijdvak;
  geldigheid?: Tijdvak;
  geregistreerdOp?: DatumOfTijdstip;
  ontbreekt?: Ontbreekt;
}
/**
 * Een andere zaak die met deze samenhangt.
 */
export interface ZaakGerelateerdeZaak {
  soort: Code;
  identificatie?: string;
  omschrijving?: string;
  zaaktype?: Code;
  zaaktypeOmschrijving?: string;
  zaaktypeIngangsdatum?: Datum;
  periode?: Tijdvak;
  geldigheid?: Tijdvak;
  geregistreerdOp?: DatumOfTijdstip;
  ontbreekt?: Ontbreekt;
}
/**
 * Een document bij een zaak; de inhoud zelf staat buiten het event.
 */
export interface Zaakdocument {
  identificatie?: string;
  mutatie?: Mutatie;
  titel?: string;
  beschrijving?: string;
  documenttype?: string;
  documenttypeGeneriek?: string;
  documentcategorie?: string;
  formaat?: string;
  taal?: string;
  versie?: string;
  status?: string;
  vertrouwelijkheid?: Code;
  auteur?: string;
  creatiedatum?: Datum;
  ontvangstdatum?: Datum;
  verzenddatum?: Datum;
  registratiedatum?: Datum;
  link?: string;
  bestandsnaam?: string;
  inhoud?: Inhoud;
  uitgecheckt?: Uitgecheckt;
  geldigheid?: Tijdvak;
  geregistreerdOp?: DatumOfTijdstip;
  zaken?: ZaakBijDocument[];
  besluiten?: ZaakBesluit[];
  extraElementen?: ExtraElement[];
  vorig?: Zaakdocument;
  ontbreekt?: Ontbreekt;
}
/**
 * Verwijzing naar de inhoud, die buiten het event wordt bewaard.
 */
export interface Inhoud {
  sha256: string;
  bytes: number;
  mediatype: string;
}
/**
 * Wie het document in bewerking heeft.
 */
export interface Uitgecheckt {
  id?: string;
  door?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Een zaak waar het document bij hoort.
 */
export interface ZaakBijDocument {
  identificatie?: string;
  omschrijving?: string;
  zaaktype?: Code;
  zaaktypeOmschrijving?: string;
  zaaktypeIngangsdatum?: Datum;
  titel?: string;
  beschrijving?: string;
  registratiedatum?: Datum;
  statusVolgnummer?: number;
  statusOmschrijving?: string;
  statusGezetOp?: DatumOfTijdstip;
  periode?: Tijdvak;
  geldigheid?: Tijdvak;
  geregistreerdOp?: DatumOfTijdstip;
  ontbreekt?: Ontbreekt;
}
/**
 * data van nl.sociaaldomein.zaak-gewijzigd.v1. Een zaak in de zaakadministratie.
 */
export interface ZaakGewijzigdData {
  bericht: Bericht;
  personen: Persoon[];
  zaak: Zaak;
  documenten?: Documenten;
}
/**
 * data van nl.sociaaldomein.zaakstatus-gezet.v1. Een zaak in de zaakadministratie.
 */
export interface ZaakstatusGezetData {
  bericht: Bericht;
  personen: Persoon[];
  zaak: Zaak;
  documenten?: Documenten;
}
/**
 * data van nl.sociaaldomein.zaak-gevraagd.v1. Vraag naar een zaak.
 */
export interface ZaakGevraagdData {
  bericht: Bericht;
  personen: Persoon[];
  zaak?: Zaak;
  bevraging?: Bevraging;
}
/**
 * Hoe gevraagd is en wat bij het antwoord hoort; de gezochte waarden staan bij de zaak, het document of de personen.
 */
export interface Bevraging {
  sortering?: number;
  maximumAantal?: number;
  vervolgvraag?: boolean;
  afnemerindicatie?: boolean;
  aantalGewenst?: boolean;
  aantalVoorkomens?: number;
  peiltijdstipMaterieel?: DatumOfTijdstip;
  peiltijdstipFormeel?: DatumOfTijdstip;
  meldingen?: string[];
}
/**
 * data van nl.sociaaldomein.zaak-geleverd.v1. Antwoord met een zaak.
 */
export interface ZaakGeleverdData {
  bericht: Bericht;
  personen: Persoon[];
  zaak?: Zaak;
  documenten?: Documenten;
  bevraging?: Bevraging;
}
/**
 * data van nl.sociaaldomein.zaakdocument-toegevoegd.v1. Een document bij een zaak.
 */
export interface ZaakdocumentToegevoegdData {
  bericht: Bericht;
  personen: Persoon[];
  zaakdocument: Zaakdocument;
}
/**
 * data van nl.sociaaldomein.zaakdocument-gewijzigd.v1. Een document bij een zaak.
 */
export interface ZaakdocumentGewijzigdData {
  bericht: Bericht;
  personen: Persoon[];
  zaakdocument: Zaakdocument;
}
/**
 * data van nl.sociaaldomein.zaakdocument-gevraagd.v1. Vraag naar een zaakdocument.
 */
export interface ZaakdocumentGevraagdData {
  bericht: Bericht;
  personen: Persoon[];
  zaakdocument?: Zaakdocument;
  bevraging?: Bevraging;
}
/**
 * data van nl.sociaaldomein.zaakdocument-geleverd.v1. Antwoord met een zaakdocument.
 */
export interface ZaakdocumentGeleverdData {
  bericht: Bericht;
  personen: Persoon[];
  zaakdocument?: Zaakdocument;
  bevraging?: Bevraging;
}
/**
 * data van nl.sociaaldomein.persoon-gewijzigd.v1. Mutatie van persoonsgegevens.
 */
export interface PersoonGewijzigdData {
  bericht: Bericht;
  personen: Persoon[];
  persoonsmutatie: Persoonsmutatie;
}
/**
 * Een verandering in de gegevens van een persoon.
 */
export interface Persoonsmutatie {
  soort: Code;
  overname?: Code;
  verwerking?: Code;
  nieuw: PersoonId;
  vorig?: PersoonId;
}
/**
 * data van nl.sociaaldomein.persoon-gevraagd.v1. Vraag naar of antwoord met persoonsgegevens.
 */
export interface PersoonGevraagdData {
  bericht: Bericht;
  personen: Persoon[];
  bevraging?: Bevraging;
  gegevensvraag?: Gegevensvraag;
}
/**
 * Waarop een vraag via Suwinet zoekt.
 */
export interface Gegevensvraag {
  persoon?: PersoonId;
  periode?: Periode;
  peildatum?: Datum;
  /**
   * Kloktijd met honderdsten van een seconde.
   */
  peiltijd?: string;
  /**
   * Kenteken voertuig.
   */
  kenteken?: string;
  /**
   * Inschrijvingsnummer KvK k.
   */
  kvk?: string;
  /**
   * Vestigingsnummer handelsregister.
   */
  vestigingsnummer?: string;
  adres?: Adres;
  /**
   * Object info kadastrale aanduiding.
   */
  kadastraleAanduiding?: {
    gemeente?: Code;
    /**
     * Kadastrale gemeentenaam.
     */
    gemeentenaam?: string;
    /**
     * Kadastrale sectie.
     */
    sectie?: string;
    /**
     * Kadastraal perceelnummer.
     */
    perceelnummer?: number;
    /**
     * Volgnummer kadastraal appartementsrecht.
     */
    appartementsindex?: number;
  };
}
/**
 * data van nl.sociaaldomein.persoon-geleverd.v1. Vraag naar of antwoord met persoonsgegevens.
 */
export interface PersoonGeleverdData {
  bericht: Bericht;
  personen: Persoon[];
  bevraging?: Bevraging;
  persoonslijst?: Persoonslijst;
  gegevensantwoord?: Gegevensantwoord;
}
/**
 * Wat de bron bij het antwoord zegt: gevonden of niet, met meldingen.
 */
export interface Gegevensantwoord {
  /**
   * Uitkomst.
   */
  uitkomst?: 'gevonden' | 'niets-gevonden' | 'ontvangen';
  periode?: Periode;
  toestandOp?: Datum;
  gefiatteerdOp?: Datum;
  eigendomInVerleden?: Code;
  /**
   * Meldingen.
   */
  meldingen?: {
    /**
     * Soort.
     */
    soort?: 'fout' | 'waarschuwing' | 'informatie';
    /**
     * Code.
     */
    code?: string;
    /**
     * Tekst.
     */
    tekst?: string;
    /**
     * Detail.
     */
    details?: string[];
    /**
     * Naam (DN) van het systeem dat meldt.
     */
    bron?: string;
  }[];
}
/**
 * data van nl.sociaaldomein.toewijzing-afgegeven.v1. Toewijzing van ondersteuning of jeugdhulp (301).
 */
export interface ToewijzingAfgegevenData {
  bericht: Bericht;
  personen: Persoon[];
  toewijzingen: Toewijzingen;
  beschikking?: Beschikking;
}
export interface Toewijzing {
  persoon: PersoonId;
  toewijzingnummer?: string;
  referentieAanbieder?: string;
  product?: Product;
  toewijzingsdatum?: Datum;
  toewijzingstijd?: Tijd;
  periode?: Periode;
  redenWijziging?: Code;
  omvang?: Omvang;
  budget?: Bedrag;
  commentaar?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Product of dienst: een categorie, zo nodig met een code daarbinnen.
 */
export interface Product {
  categorie: Code;
  code?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Hoeveel, in welke eenheid, hoe vaak.
 */
export interface Omvang {
  volume: number;
  eenheid: Code;
  frequentie: Code;
  ontbreekt?: Ontbreekt;
}
/**
 * Bedrag in centen; negatief is credit.
 */
export interface Bedrag {
  centen: number;
  valuta: 'EUR';
}
/**
 * Het besluit waarop toewijzingen van release 2.3 rusten.
 */
export interface Beschikking {
  persoon: PersoonId;
  nummer?: string;
  grondslagen?: Code[];
  afgiftedatum?: Datum;
  periode?: Periode;
  commentaar?: string;
  beperkingen?: Beperking[];
  ontbreekt?: Ontbreekt;
}
export interface Beperking {
  categorie: Code;
  duur?: Code;
  commentaar?: string;
  scores?: Score[];
  ontbreekt?: Ontbreekt;
}
export interface Score {
  vraag: Code;
  score: Code;
  commentaar?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * data van nl.sociaaldomein.toewijzing-beoordeeld.v1. Retour op een toewijzing (302).
 */
export interface ToewijzingBeoordeeldData {
  bericht: Bericht;
  personen: Persoon[];
  retour: Retour;
  toewijzingen?: Toewijzingen;
  beschikking?: Beschikking;
}
/**
 * Het oordeel van de ontvanger over een bericht: codes over het geheel, en regels over onderdelen. De beslissing is van die partij.
 */
export interface Retour {
  /**
   * Het bericht waarover geoordeeld is.
   */
  opBericht: {
    referentie?: string;
    dagtekening?: Datum;
    /**
     * Versies van de schema's van het beoordeelde bericht.
     */
    schema?: {
      basisschema?: string;
      bericht?: string;
    };
    ontbreekt?: Ontbreekt;
  };
  referentie?: string;
  dagtekening?: Datum;
  codes?: Code[];
  totaalIngediend?: Bedrag;
  totaalToegekend?: Bedrag;
  regels?: Regel[];
  ontbreekt?: Ontbreekt;
}
export interface Regel {
  verwijzing: Verwijzing;
  codes?: Code[];
  berekend?: Bedrag;
  toegekend?: Bedrag;
  ontbreekt?: Ontbreekt;
}
/**
 * Het onderdeel van het bericht waarover de regel gaat.
 */
export interface Verwijzing {
  onderdeel:
    | 'client'
    | 'relatie'
    | 'contact'
    | 'beschikking'
    | 'beperking'
    | 'score'
    | 'toewijzing'
    | 'levering'
    | 'verzoek'
    | 'product'
    | 'antwoord'
    | 'woonplaatsbeginsel'
    | 'declaratie'
    | 'prestatie'
    | 'commentaar';
  /**
   * Nummer of referentie waarmee het onderdeel in het bericht genoemd is.
   */
  kenmerk?: string;
  /**
   * Nummer van het record in het heenbericht.
   */
  recordnummer?: number;
  persoon?: PersoonId;
  ontbreekt?: Ontbreekt;
}
/**
 * data van nl.sociaaldomein.toewijzing-verzocht.v1. Verzoek om (wijziging van) toewijzing (315, 317).
 */
export interface ToewijzingVerzochtData {
  bericht: Bericht;
  personen: Persoon[];
  verzoekOmToewijzing: VerzoekOmToewijzing;
}
/**
 * Wat een aanbieder vraagt: een nieuwe toewijzing, of een wijziging van wat is toegewezen.
 */
export interface VerzoekOmToewijzing {
  persoon: PersoonId;
  gezagsdragerBekend?: boolean;
  /**
   * Bij een verzoek om wijziging: van het verzoek als geheel.
   */
  referentieAanbieder?: string;
  reden?: Code;
  producten: GevraagdProduct[];
  ontbreekt?: Ontbreekt;
}
export interface GevraagdProduct {
  soort: 'nieuw' | 'gewijzigd' | 'ongewijzigd';
  referentieAanbieder?: string;
  toewijzingnummer?: string;
  beschikkingnummer?: string;
  beschikkingIngangsdatum?: Datum;
  product?: Product;
  periode?: Periode;
  omvang?: Omvang;
  budget?: Bedrag;
  verwijzer?: Verwijzer;
  raamcontract?: boolean;
  commentaar?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Wie de client heeft verwezen.
 */
export interface Verwijzer {
  type: Code;
  naam?: string;
  agb?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * data van nl.sociaaldomein.toewijzing-wijziging-verzocht.v1. Verzoek om (wijziging van) toewijzing (315, 317).
 */
export interface ToewijzingWijzigingVerzochtData {
  bericht: Bericht;
  personen: Persoon[];
  verzoekOmToewijzing: VerzoekOmToewijzing;
}
/**
 * data van nl.sociaaldomein.verzoek-beoordeeld.v1. Retour op een verzoek (316, 318).
 */
export interface VerzoekBeoordeeldData {
  bericht: Bericht;
  personen: Persoon[];
  retour: Retour;
  verzoekOmToewijzing?: VerzoekOmToewijzing;
}
/**
 * data van nl.sociaaldomein.verzoek-beantwoord.v1. Antwoord op een verzoek (319).
 */
export interface VerzoekBeantwoordData {
  bericht: Bericht;
  personen: Persoon[];
  verzoekantwoord: Verzoekantwoord;
}
/**
 * Wat een gemeente antwoordt op een verzoek om (wijziging van) toewijzing.
 */
export interface Verzoekantwoord {
  referentieAanbieder: string;
  antwoord: Code;
  redenAfwijzing?: Code;
  /**
   * Gemeentecode van de gemeente die wel verantwoordelijk is.
   */
  woonplaatsbeginsel?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * data van nl.sociaaldomein.verzoekantwoord-beoordeeld.v1. Retour op een antwoord (320).
 */
export interface VerzoekantwoordBeoordeeldData {
  bericht: Bericht;
  personen: Persoon[];
  retour: Retour;
  verzoekantwoord?: Verzoekantwoord;
}
/**
 * data van nl.sociaaldomein.levering-gestart.v1. Begin of einde van de levering (305, 307).
 */
export interface LeveringGestartData {
  bericht: Bericht;
  personen: Persoon[];
  leveringen: Leveringen;
}
export interface Levering {
  persoon: PersoonId;
  toewijzingnummer?: string;
  beschikkingnummer?: string;
  product?: Product;
  toewijzingIngangsdatum?: Datum;
  begin: Datum;
  einde?: Datum;
  redenBeeindiging?: Code;
  statusAanlevering?: Code;
  statusClient?: Code;
  ontbreekt?: Ontbreekt;
}
/**
 * data van nl.sociaaldomein.levering-gestopt.v1. Begin of einde van de levering (305, 307).
 */
export interface LeveringGestoptData {
  bericht: Bericht;
  personen: Persoon[];
  leveringen: Leveringen;
}
/**
 * data van nl.sociaaldomein.levering-beoordeeld.v1. Retour op een levering (306, 308).
 */
export interface LeveringBeoordeeldData {
  bericht: Bericht;
  personen: Persoon[];
  retour: Retour;
  leveringen?: Leveringen;
}
/**
 * data van nl.sociaaldomein.declaratie-ingediend.v1. Declaratie (AW319, 303, 323).
 */
export interface DeclaratieIngediendData {
  bericht: Bericht;
  personen: Persoon[];
  declaratie: Declaratie;
}
/**
 * Opgave van te vergoeden kosten. Is de declaratie te groot voor een event, dan staan de prestaties in declaratiedelen en verwijst inhoud naar het geheel.
 */
export interface Declaratie {
  declaratienummer: string;
  zorgsoort?: Code;
  soort?: 'declaratie' | 'factuur';
  periode?: Periode;
  dagtekening?: Datum;
  declarant?: Partij;
  zorgverlener?: Partij;
  servicebureau?: Partij;
  betalingAan?: Code;
  btwNummer?: string;
  totaal: Bedrag;
  totaalBtw?: Bedrag;
  aantalPrestaties?: number;
  prestaties?: Prestatie[];
  /**
   * Aantal declaratiedelen waarin de prestaties staan.
   */
  delen?: number;
  /**
   * Claim check: het hele bericht, op te halen bij het knooppunt.
   */
  inhoud?: {
    sha256: string;
    bytes: number;
    mediatype: string;
  };
  ontbreekt?: Ontbreekt;
}
/**
 * Een regel van een declaratie. Declaratieregel in het GGM.
 */
export interface Prestatie {
  referentie?: string;
  /**
   * Nummer van het record in het bestand; een retour noemt het.
   */
  recordnummer?: number;
  vorigeReferentie?: string;
  persoon: PersoonId;
  product?: Code;
  productcategorie?: Code;
  periode?: Periode;
  volume?: number;
  eenheid?: Code;
  tarief?: Bedrag;
  bedrag: Bedrag;
  berekendBedrag?: Bedrag;
  /**
   * In honderdsten van procenten.
   */
  verrekenpercentage?: number;
  btw?: Btw;
  toewijzingnummer?: string;
  beschikkingnummer?: string;
  indicatie?: Indicatie;
  functie?: Code;
  zorgzwaartepakket?: Code;
  uitvoerder?: Partij;
  verwijzer?: Partij;
  commentaar?: string;
  ontbreekt?: Ontbreekt;
}
export interface Btw {
  vrijgesteld?: boolean;
  /**
   * In honderdsten van procenten.
   */
  percentage?: number;
  bedrag?: Bedrag;
  ontbreekt?: Ontbreekt;
}
export interface Indicatie {
  orgaan?: Code;
  clientnummer?: string;
  aanvraagnummer?: string;
  besluitnummer?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * data van nl.sociaaldomein.declaratie-beoordeeld.v1. Antwoord op een declaratie (AW320, 304, 325).
 */
export interface DeclaratieBeoordeeldData {
  bericht: Bericht;
  personen: Persoon[];
  retour: Retour;
  declaratie?: Declaratie;
}
/**
 * data van nl.sociaaldomein.declaratiedeel.v1. Deel van een grote declaratie.
 */
export interface DeclaratiedeelData {
  bericht: Bericht;
  personen: Persoon[];
  declaratiedeel: Declaratiedeel;
  retour?: Retour;
}
/**
 * Een deel van een declaratie die te groot is voor een event. Wie deel 1 tot en met van heeft, heeft alles.
 */
export interface Declaratiedeel {
  declaratienummer: string;
  deel: number;
  van: number;
  prestaties: Prestatie[];
  ontbreekt?: Ontbreekt;
}
/**
 * data van nl.sociaaldomein.kinderbeschermingsonderzoek-verzocht.v1. Verzoek tot onderzoek aan de Raad voor de Kinderbescherming (CORV vto).
 */
export interface KinderbeschermingsonderzoekVerzochtData {
  bericht: Bericht;
  personen: Persoon[];
  onderzoeksverzoek: Onderzoeksverzoek;
}
/**
 * Verzoek aan de Raad voor de Kinderbescherming om te onderzoeken of een maatregel nodig is.
 */
export interface Onderzoeksverzoek {
  zaak?: OnderzoeksverzoekZaak;
  /**
   * Waarom het onderzoek nodig is, als de afzender dat als extra element meegeeft; anders staat het in het document met het verzoek.
   */
  reden?: string;
  /**
   * Eerdere hulp, als de afzender die als extra element meegeeft; anders staat zij in de documenten.
   */
  hulpverleningsgeschiedenis?: string;
  betrokkenen?: OnderzoeksverzoekBetrokkene[];
  uitvoerende?: Uitvoerende;
  gerelateerdeZaken?: OnderzoeksverzoekGerelateerdeZaak[];
  documenten?: Zaakdocument[];
  extraElementen?: OnderzoeksverzoekExtraElement[];
  ontbreekt?: Ontbreekt;
}
/**
 * De zaak bij de afzender waar het bericht over gaat.
 */
export interface OnderzoeksverzoekZaak {
  identificatie?: string;
  omschrijving?: string;
  zaaktype?: Code;
  zaaktypeCode?: string;
  zaaktypeOmschrijving?: string;
  vertrouwelijkheid?: Code;
  startdatum?: Datum;
  registratiedatum?: Datum;
  ontbreekt?: Ontbreekt;
}
/**
 * Wie erbij betrokken is, en hoe: een persoon of een organisatie.
 */
export interface OnderzoeksverzoekBetrokkene {
  persoon?: PersoonId;
  partij?: Partij;
  contactpersonen?: PersoonId[];
  rol?: Code;
  rolcode?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Wie het verzoek namens de gemeente doet.
 */
export interface Uitvoerende {
  partij?: Partij;
  medewerker?: PersoonId;
  omschrijving?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Een zaak bij een andere organisatie die met deze samenhangt.
 */
export interface OnderzoeksverzoekGerelateerdeZaak {
  identificatie?: string;
  zaaktype?: Code;
  ontbreekt?: Ontbreekt;
}
/**
 * Een extra element: naam en inhoud zoals verstuurd.
 */
export interface OnderzoeksverzoekExtraElement {
  naam: string;
  waarde?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * data van nl.sociaaldomein.jeugdbescherming-genotificeerd.v1. Notificatie over jeugdbescherming of jeugdreclassering (CORV).
 */
export interface JeugdbeschermingGenotificeerdData {
  bericht: Bericht;
  personen: Persoon[];
  notificatie: Notificatie;
}
/**
 * Bericht aan de gemeente over de uitkomst van een onderzoek, een kinderbeschermingsmaatregel of jeugdreclassering.
 */
export interface Notificatie {
  zaak?: NotificatieZaak;
  resultaat?: Code;
  status?: NotificatieStatus;
  besluiten?: NotificatieBesluit[];
  betrokkenen?: NotificatieBetrokkene[];
  initiator?: NotificatieOrganisatie;
  gerelateerdeZaken?: NotificatieGerelateerdeZaak[];
  extraElementen?: NotificatieExtraElement[];
  ontbreekt?: Ontbreekt;
}
/**
 * De zaak bij de afzender waar het bericht over gaat.
 */
export interface NotificatieZaak {
  identificatie?: string;
  omschrijving?: string;
  zaaktype?: Code;
  zaaktypeCode?: string;
  zaaktypeOmschrijving?: string;
  vertrouwelijkheid?: Code;
  startdatum?: Datum;
  registratiedatum?: Datum;
  ontbreekt?: Ontbreekt;
}
/**
 * De stand van de zaak.
 */
export interface NotificatieStatus {
  omschrijving?: Code;
  gezetOp?: DatumOfTijdstip;
  ontbreekt?: Ontbreekt;
}
/**
 * Een besluit van de rechter of de instelling.
 */
export interface NotificatieBesluit {
  datum?: Datum;
  toelichting?: string;
  periode?: Periode;
  ontbreekt?: Ontbreekt;
}
/**
 * Wie erbij betrokken is, en hoe: een persoon of een organisatie.
 */
export interface NotificatieBetrokkene {
  persoon?: PersoonId;
  partij?: Partij;
  contactpersonen?: PersoonId[];
  rol?: Code;
  rolcode?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Een organisatie in een rol, met wie daar het aanspreekpunt is.
 */
export interface NotificatieOrganisatie {
  partij?: Partij;
  contactpersoon?: PersoonId;
  rol?: string;
  rolcode?: string;
  toelichting?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Een zaak bij een andere organisatie die met deze samenhangt.
 */
export interface NotificatieGerelateerdeZaak {
  identificatie?: string;
  zaaktype?: Code;
  ontbreekt?: Ontbreekt;
}
/**
 * Een extra element: naam en inhoud zoals verstuurd.
 */
export interface NotificatieExtraElement {
  naam: string;
  waarde?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * data van nl.sociaaldomein.jeugdreclassering-genotificeerd.v1. Notificatie over jeugdbescherming of jeugdreclassering (CORV).
 */
export interface JeugdreclasseringGenotificeerdData {
  bericht: Bericht;
  personen: Persoon[];
  notificatie: Notificatie;
}
/**
 * data van nl.sociaaldomein.zorgmelding-gedaan.v1. Melding of terugkoppeling (CORV).
 */
export interface ZorgmeldingGedaanData {
  bericht: Bericht;
  personen: Persoon[];
  melding: Melding;
}
/**
 * Een melding van zorg over iemand, of de terugkoppeling en uitkomst daarvan.
 */
export interface Melding {
  soort?: Code;
  /**
   * Nummer van de melding of, bij een terugkoppeling, van de zaak die eruit voortkwam.
   */
  identificatie?: string;
  /**
   * Nummer van de melding waarop dit een antwoord is.
   */
  opMelding?: string;
  kenmerk?: string;
  bron?: Code;
  zaaktype?: Code;
  zaaktypeCode?: string;
  datumMelding?: DatumOfTijdstip;
  datumIncident?: Datum;
  incident?: Incident;
  omschrijving?: string;
  nadereOmschrijving?: string;
  aanvullendeInformatie?: string;
  relevanteRegistraties?: string[];
  bestaandeHulpverlening?: string;
  tijdelijkHuisverbod?: string;
  aanhouding?: string;
  aangifte?: string;
  eergerelateerdGeweld?: string;
  leefgebieden?: Leefgebied[];
  vragen?: Vraag[];
  instantiesBetrokken?: boolean;
  risiconiveauBepaald?: boolean;
  risiconiveau?: Code;
  afstemmingsoverlegGewenst?: boolean;
  terugkoppelingGewenst?: boolean;
  reden?: Reden;
  verzoek?: string;
  informering?: string;
  contact?: Contactpunt;
  betrokkenen?: MeldingBetrokkene[];
  geinformeerden?: Geinformeerde[];
  initiator?: MeldingOrganisatie;
  ingediendDoor?: Partij;
  uitvoerende?: MeldingOrganisatie;
  resultaat?: Code;
  uitkomst?: Code;
  status?: Code;
  toelichting?: string;
  verantwoordelijke?: Verantwoordelijke;
  casus?: Casus;
  routeringNaar?: Partij;
  overigeInformatie?: MeldingInformatie;
  documenten?: Zaakdocument[];
  extraElementen?: MeldingExtraElement[];
  ontbreekt?: Ontbreekt;
}
/**
 * De directe aanleiding.
 */
export interface Incident {
  tijdstip?: DatumOfTijdstip;
  van?: DatumOfTijdstip;
  tot?: DatumOfTijdstip;
  locatie?: string;
  omschrijving?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Een kant van het leven waar het om gaat.
 */
export interface Leefgebied {
  leefgebied?: Code;
  toelichting?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Een vraag uit de vragenlijst met het antwoord.
 */
export interface Vraag {
  vraag?: Code;
  antwoord?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Waarom er gemeld is.
 */
export interface Reden {
  code?: string;
  omschrijving?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Bij wie men terecht kan.
 */
export interface Contactpunt {
  contactpersoon?: PersoonId;
  afdeling?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Wie erbij betrokken is, en hoe: een persoon of een organisatie.
 */
export interface MeldingBetrokkene {
  persoon?: PersoonId;
  partij?: Partij;
  contactpersonen?: PersoonId[];
  rol?: Code;
  rolcode?: string;
  rolOmschrijving?: string;
  hoedanigheid?: Code;
  relatie?: Code;
  informering?: Informering;
  aanvullendeInformatie?: string;
  overigeZorg?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Of en hoe iemand is ingelicht over de melding.
 */
export interface Informering {
  geinformeerd?: boolean;
  datum?: Datum;
  reactie?: string;
  redenNiet?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Wie over de melding is ingelicht.
 */
export interface Geinformeerde {
  persoon?: PersoonId;
  wijze?: Code;
  gereageerd?: boolean;
  reactie?: string;
  datum?: Datum;
  ontbreekt?: Ontbreekt;
}
/**
 * Een organisatie in een rol, met wie daar het aanspreekpunt is.
 */
export interface MeldingOrganisatie {
  partij?: Partij;
  contactpersoon?: PersoonId;
  rol?: string;
  rolcode?: string;
  toelichting?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Wie zicht houdt op de veiligheid.
 */
export interface Verantwoordelijke {
  partij?: Partij;
  contact?: Contactpunt;
  ontbreekt?: Ontbreekt;
}
/**
 * De casus waarin de melding is opgenomen.
 */
export interface Casus {
  registratienummer?: string;
  contactpersoon?: PersoonId;
  ontbreekt?: Ontbreekt;
}
/**
 * Waar meer te lezen is.
 */
export interface MeldingInformatie {
  omschrijving?: string;
  urls?: string[];
  ontbreekt?: Ontbreekt;
}
/**
 * Een extra element: naam en inhoud zoals verstuurd.
 */
export interface MeldingExtraElement {
  naam: string;
  waarde?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * data van nl.sociaaldomein.zorgmelding-teruggekoppeld.v1. Melding of terugkoppeling (CORV).
 */
export interface ZorgmeldingTeruggekoppeldData {
  bericht: Bericht;
  personen: Persoon[];
  melding: Melding;
}
/**
 * data van nl.sociaaldomein.veiligthuismelding-gedaan.v1. Melding of terugkoppeling (CORV).
 */
export interface VeiligthuismeldingGedaanData {
  bericht: Bericht;
  personen: Persoon[];
  melding: Melding;
}
/**
 * data van nl.sociaaldomein.veiligthuismelding-teruggekoppeld.v1. Melding of terugkoppeling (CORV).
 */
export interface VeiligthuismeldingTeruggekoppeldData {
  bericht: Bericht;
  personen: Persoon[];
  melding: Melding;
}
/**
 * data van nl.sociaaldomein.melding-gedaan.v1. Melding of terugkoppeling (CORV).
 */
export interface MeldingGedaanData {
  bericht: Bericht;
  personen: Persoon[];
  melding: Melding;
}
/**
 * data van nl.sociaaldomein.melding-uitkomst-gegeven.v1. Melding of terugkoppeling (CORV).
 */
export interface MeldingUitkomstGegevenData {
  bericht: Bericht;
  personen: Persoon[];
  melding: Melding;
}
/**
 * data van nl.sociaaldomein.bekendheid-gevraagd.v1. Vraag naar bekendheid of casusinformatie (CORV vcob, vci).
 */
export interface BekendheidGevraagdData {
  bericht: Bericht;
  personen: Persoon[];
  informatieverzoek: Informatieverzoek;
}
/**
 * Vraag aan ketenpartners of iemand bij hen bekend is, of wat zij over een casus weten.
 */
export interface Informatieverzoek {
  identificatie?: string;
  soortVerzoeker?: Code;
  redenVerzoek?: Code;
  omschrijving?: string;
  /**
   * Specifieke vragen, zoals de verzoeker ze codeert.
   */
  vraag?: string[];
  persoon?: PersoonId;
  initiator?: InformatieverzoekOrganisatie;
  extraElementen?: InformatieverzoekExtraElement[];
  ontbreekt?: Ontbreekt;
}
/**
 * Een organisatie in een rol, met wie daar het aanspreekpunt is.
 */
export interface InformatieverzoekOrganisatie {
  partij?: Partij;
  contactpersoon?: PersoonId;
  rol?: string;
  rolcode?: string;
  toelichting?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Een extra element: naam en inhoud zoals verstuurd.
 */
export interface InformatieverzoekExtraElement {
  naam: string;
  waarde?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * data van nl.sociaaldomein.casusinformatie-gevraagd.v1. Vraag naar bekendheid of casusinformatie (CORV vcob, vci).
 */
export interface CasusinformatieGevraagdData {
  bericht: Bericht;
  personen: Persoon[];
  informatieverzoek: Informatieverzoek;
}
/**
 * data van nl.sociaaldomein.bekendheid-beantwoord.v1. Antwoord over bekendheid of casusinformatie (CORV ucob, uci).
 */
export interface BekendheidBeantwoordData {
  bericht: Bericht;
  personen: Persoon[];
  informatieantwoord: Informatieantwoord;
}
/**
 * Antwoord op een vraag naar bekendheid of casusinformatie.
 */
export interface Informatieantwoord {
  identificatie?: string;
  verzoekidentificatie?: string;
  uitkomst?: Code;
  antwoorden?: Antwoord[];
  persoon?: PersoonId;
  toelichting?: InformatieantwoordInformatie;
  initiator?: InformatieantwoordOrganisatie;
  uitvoerende?: InformatieantwoordOrganisatie;
  documenten?: Zaakdocument[];
  extraElementen?: InformatieantwoordExtraElement[];
  ontbreekt?: Ontbreekt;
}
/**
 * Een specifieke vraag met het antwoord.
 */
export interface Antwoord {
  vraag?: string;
  antwoord?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Waar meer te lezen is.
 */
export interface InformatieantwoordInformatie {
  omschrijving?: string;
  urls?: string[];
  ontbreekt?: Ontbreekt;
}
/**
 * Een organisatie in een rol, met wie daar het aanspreekpunt is.
 */
export interface InformatieantwoordOrganisatie {
  partij?: Partij;
  contactpersoon?: PersoonId;
  rol?: string;
  rolcode?: string;
  toelichting?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * Een extra element: naam en inhoud zoals verstuurd.
 */
export interface InformatieantwoordExtraElement {
  naam: string;
  waarde?: string;
  ontbreekt?: Ontbreekt;
}
/**
 * data van nl.sociaaldomein.casusinformatie-beantwoord.v1. Antwoord over bekendheid of casusinformatie (CORV ucob, uci).
 */
export interface CasusinformatieBeantwoordData {
  bericht: Bericht;
  personen: Persoon[];
  informatieantwoord: Informatieantwoord;
}
/**
 * data van nl.sociaaldomein.inkomsten-gevraagd.v1. Vraag via Suwinet.
 */
export interface InkomstenGevraagdData {
  bericht: Bericht;
  personen: Persoon[];
  gegevensvraag?: Gegevensvraag;
}
/**
 * data van nl.sociaaldomein.inkomsten-geleverd.v1. Antwoord via Suwinet.
 */
export interface InkomstenGeleverdData {
  bericht: Bericht;
  personen: Persoon[];
  inkomstenverhoudingen?: Inkomstenverhoudingen;
  gegevensantwoord?: Gegevensantwoord;
}
/**
 * data van nl.sociaaldomein.uitkering-gevraagd.v1. Vraag via Suwinet.
 */
export interface UitkeringGevraagdData {
  bericht: Bericht;
  personen: Persoon[];
  gegevensvraag?: Gegevensvraag;
}
/**
 * data van nl.sociaaldomein.uitkering-geleverd.v1. Antwoord via Suwinet.
 */
export interface UitkeringGeleverdData {
  bericht: Bericht;
  personen: Persoon[];
  uitkeringsverhoudingen?: Uitkeringsverhoudingen;
  gegevensantwoord?: Gegevensantwoord;
  bijstandsdossier?: Bijstandsdossier;
  werknemersverzekeringen?: Werknemersverzekeringen;
  kinderbijslag?: Kinderbijslag;
}
/**
 * Wat een gemeente over de bijstand van iemand vastlegt naast uitkering, aanvraag en vordering.
 */
export interface Bijstandsdossier {
  persoon: PersoonId;
  leefvorm?: Code;
  relatieBewoner?: Code;
  waarschuwingInlichtingenplicht?: Datum;
  /**
   * Dossier GSD.
   */
  dossier?: {
    /**
     * Dossiercd.
     */
    dossiercode?: string;
    opgenomenOp?: Datum;
  };
  /**
   * Kolom, partij en vestiging in de keten van werk en inkomen.
   */
  bron?: {
    kolom?: Code;
    partij?: Code;
    vestiging?: Code;
  };
  /**
   * Specifieke gegevens bijzondere bijstand.
   */
  bijzondereBijstand?: {
    cluster?: Code;
    /**
     * Omschrijving soort kosten bijzondere bijstand.
     */
    soortKosten?: string;
    betaalbaarOp?: Datum;
    wet?: Code;
    partner?: PersoonId;
    /**
     * Kolom, partij en vestiging in de keten van werk en inkomen.
     */
    bron?: {
      kolom?: Code;
      partij?: Code;
      vestiging?: Code;
    };
  }[];
}
/**
 * Arbeidsongeschiktheid en werkloosheid van iemand, zoals UWV die vastlegt.
 */
export interface Werknemersverzekeringen {
  persoon: PersoonId;
  /**
   * Arbeidsgeschiktheid client.
   */
  arbeidsongeschiktheid?: {
    klasse?: Code;
    beginKlasse?: Datum;
    eersteDag?: Datum;
  }[];
  /**
   * Werkloosheid client.
   */
  werkloosheid?: {
    eersteDag?: Datum;
    /**
     * Omschrijving reden werkloosheid.
     */
    reden?: string;
  }[];
}
/**
 * data van nl.sociaaldomein.aanvraag-uitkering-gevraagd.v1. Vraag via Suwinet.
 */
export interface AanvraagUitkeringGevraagdData {
  bericht: Bericht;
  personen: Persoon[];
  gegevensvraag?: Gegevensvraag;
}
/**
 * data van nl.sociaaldomein.aanvraag-uitkering-geleverd.v1. Antwoord via Suwinet.
 */
export interface AanvraagUitkeringGeleverdData {
  bericht: Bericht;
  personen: Persoon[];
  aanvragenUitkering?: AanvragenUitkering;
  gegevensantwoord?: Gegevensantwoord;
}
/**
 * data van nl.sociaaldomein.vordering-gevraagd.v1. Vraag via Suwinet.
 */
export interface VorderingGevraagdData {
  bericht: Bericht;
  personen: Persoon[];
  gegevensvraag?: Gegevensvraag;
}
/**
 * data van nl.sociaaldomein.vordering-geleverd.v1. Antwoord via Suwinet.
 */
export interface VorderingGeleverdData {
  bericht: Bericht;
  personen: Persoon[];
  vorderingen?: Vorderingen;
  gegevensantwoord?: Gegevensantwoord;
}
/**
 * data van nl.sociaaldomein.reintegratie-gevraagd.v1. Vraag via Suwinet.
 */
export interface ReintegratieGevraagdData {
  bericht: Bericht;
  personen: Persoon[];
  gegevensvraag?: Gegevensvraag;
}
/**
 * data van nl.sociaaldomein.reintegratie-geleverd.v1. Antwoord via Suwinet.
 */
export interface ReintegratieGeleverdData {
  bericht: Bericht;
  personen: Persoon[];
  reintegratie?: Reintegratie;
  gegevensantwoord?: Gegevensantwoord;
}
/**
 * Voorzieningen waarmee een gemeente iemand naar werk begeleidt.
 */
export interface Reintegratie {
  persoon: PersoonId;
  /**
   * Kolom, partij en vestiging in de keten van werk en inkomen.
   */
  bron?: {
    kolom?: Code;
    partij?: Code;
    vestiging?: Code;
  };
  /**
   * Arbeidstoeleidings relatie.
   */
  arbeidstoeleidingen?: {
    arbeidsvermogen?: Code;
    doel?: Code;
    /**
     * Re integratievoorziening.
     */
    voorzieningen?: {
      /**
       * Registratienummer re-integratievoorziening GSD.
       */
      registratienummer?: string;
      periode?: Periode;
      soort?: Code;
      /**
       * Omschrijving re-integratievoorziening.
       */
      omschrijving?: string;
      /**
       * Percentage in de vijf cijfers van de bron, met een minteken als het negatief is.
       */
      loonwaarde?: string;
    }[];
    /**
     * Kolom, partij en vestiging in de keten van werk en inkomen.
     */
    bron?: {
      kolom?: Code;
      partij?: Code;
      vestiging?: Code;
    };
  }[];
}
/**
 * data van nl.sociaaldomein.werkzoekende-gevraagd.v1. Vraag via Suwinet.
 */
export interface WerkzoekendeGevraagdData {
  bericht: Bericht;
  personen: Persoon[];
  gegevensvraag?: Gegevensvraag;
}
/**
 * data van nl.sociaaldomein.werkzoekende-geleverd.v1. Antwoord via Suwinet.
 */
export interface WerkzoekendeGeleverdData {
  bericht: Bericht;
  personen: Persoon[];
  werkzoekende?: Werkzoekende;
  gegevensantwoord?: Gegevensantwoord;
}
/**
 * Iemand die bij UWV WERKbedrijf is ingeschreven: kwalificaties, bemiddeling en dienstverlening.
 */
export interface Werkzoekende {
  persoon: PersoonId;
  /**
   * Legitimatiebewijs.
   */
  legitimatiebewijzen?: {
    soort?: Code;
    /**
     * Nummer legitimatiebewijs.
     */
    nummer?: string;
    geldigTot?: Datum;
  }[];
  /**
   * Vreemdelingendocument.
   */
  vreemdelingendocument?: {
    soort?: Code;
    /**
     * Nummer vreemdelingendocument.
     */
    nummer?: string;
    geldigTot?: Datum;
    arbeidToegestaan?: Code;
  };
  /**
   * Telefoonnummer client.
   */
  telefoonnummers?: {
    soort?: Code;
    /**
     * Telefoon landnummer.
     */
    landnummer?: string;
    /**
     * Telefoonnummer.
     */
    nummer?: string;
    geheim?: Code;
    voorkeur?: Code;
  }[];
  /**
   * Kolom, partij en vestiging in de keten van werk en inkomen.
   */
  bron?: {
    kolom?: Code;
    partij?: Code;
    vestiging?: Code;
  };
  /**
   * Arbeidstoeleidings relatie.
   */
  arbeidstoeleidingen?: {
    periode?: Periode;
    /**
     * Opleidingsnaam gecodeerd.
     */
    opleidingen?: {
      periode?: Periode;
      status?: Code;
      diploma?: Code;
      diplomadatum?: Datum;
      niveau?: Code;
      /**
       * Aantal jaren succesvol afgerond.
       */
      jarenAfgerond?: number;
      /**
       * Duur in uren en minuten.
       */
      uren?: string;
      tijdsbeslag?: Code;
      /**
       * Toelichting opleiding.
       */
      toelichting?: string;
      /**
       * Naam opleiding ongecodeerd.
       */
      naam?: string;
      opleiding?: Code;
    }[];
    /**
     * Werkervaring.
     */
    werkervaring?: {
      /**
       * Aantal jaren werkzaam in beroep.
       */
      jaren?: number;
      /**
       * Naam beroep ongecodeerd.
       */
      beroepsnaam?: string;
      beroep?: Code;
    }[];
    /**
     * Rijbewijs.
     */
    rijbewijzen?: {
      soort?: Code;
    }[];
    /**
     * Gedragscompetentie.
     */
    gedragscompetenties?: {
      competentie?: Code;
      /**
       * Omschrijving gedragscompetentie.
       */
      omschrijving?: string;
      vastgesteldOp?: Datum;
    }[];
    /**
     * Inschrijvingsgegevens UWV WERKbedrijf.
     */
    inschrijvingen?: {
      periode?: Periode;
      reden?: Code;
      geldigTot?: Datum;
      redenEinde?: Code;
    }[];
    /**
     * Gebouwontzegging.
     */
    gebouwontzegging?: {
      begin?: Datum;
      einde?: Datum;
    };
    /**
     * Bemiddelingsberoep.
     */
    bemiddelingsberoepen?: {
      /**
       * Naam beroep ongecodeerd.
       */
      beroepsnaam?: string;
      beroep?: Code;
    }[];
    /**
     * Beschikbaarheid client voor arbeid.
     */
    beschikbaarheid?: {
      periode?: Periode;
      /**
       * Duur in uren en minuten.
       */
      urenPerWeek?: string;
    };
    /**
     * Mobiliteit.
     */
    mobiliteit?: {
      bereidTeVerhuizen?: Code;
      /**
       * Reistijd.
       */
      reistijd?: number;
      vervoermiddel?: Code;
    };
    /**
     * Flexibiliteit.
     */
    flexibiliteit?: {
      ingeschrevenBijUitzendbureaus?: Code;
      bereidBuitenBeroepswens?: Code;
      bereidOnderEigenNiveau?: Code;
      bereidZwaarOfVuilWerk?: Code;
      bereidOnregelmatigWerk?: Code;
    };
    /**
     * Verwijzing naar vacature.
     */
    verwijzingen?: {
      datum?: Datum;
      plaatsing?: Code;
    }[];
    /**
     * Dienstverlening UWV WERKbedrijf.
     */
    dienstverlening?: {
      /**
       * Referentienummer dienstverlening UWV WERKbedrijf.
       */
      referentie?: string;
      periode?: Periode;
      redenEinde?: Code;
      /**
       * Contactpersoon afd.
       */
      contactafdeling?: {
        /**
         * Naam contactpersoon afd.
         */
        naam?: string;
        vestiging?: Code;
        partij?: Code;
        kolom?: Code;
      };
      /**
       * Werkinstrument UWV WERKbedrijf.
       */
      werkinstrumenten?: {
        /**
         * Omschrijving reden inzet werkinstrument UWV WERKbedrijf.
         */
        redenInzet?: string;
        /**
         * Omschrijving werkinstrument UWV WERKbedrijf.
         */
        omschrijving?: string;
        periode?: Periode;
        redenEinde?: Code;
      }[];
      /**
       * Visie dienstverlening UWV WERKbedrijf.
       */
      visies?: {
        /**
         * Omschrijving voorgeschiedenis.
         */
        voorgeschiedenis?: string;
        /**
         * Omschrijving visie klant.
         */
        visieKlant?: string;
        /**
         * Omschrijving visie UWV WERKbedrijf.
         */
        visieUwv?: string;
        /**
         * Omschrijving motivering aanpak dienstverlening UWV WERKbedrijf.
         */
        motiveringAanpak?: string;
        /**
         * Omschrijving informatie voor re-integratiebedrijf.
         */
        informatieVoorReintegratiebedrijf?: string;
      }[];
      /**
       * Overeenkomst dienstverlening UWV WERKbedrijf.
       */
      overeenkomsten?: {
        /**
         * Omschrijving reden overeenkomst dienstverlening UWV WERKbedrijf.
         */
        reden?: string;
        datum?: Datum;
        /**
         * Omschrijving overeenkomst dienstverlening UWV WERKbedrijf.
         */
        omschrijving?: string;
        /**
         * Toelichting overeenkomst dienstverlening UWV WERKbedrijf.
         */
        toelichting?: string;
        status?: Code;
        conclusie?: Code;
      }[];
      /**
       * Knelpunt klantsituatie.
       */
      knelpunten?: {
        soort?: Code;
        periode?: Periode;
        /**
         * Omschrijving knelpunt klant.
         */
        omschrijving?: string;
        redenEinde?: Code;
        /**
         * Omschrijving reden afmelden knelpunt klant.
         */
        redenAfmelden?: string;
        /**
         * Oplossing knelpunt klantsituatie.
         */
        oplossingen?: {
          actor?: Code;
          status?: Code;
          datum?: Datum;
          /**
           * Omschrijving oplossing knelpunt klant.
           */
          omschrijving?: string;
          redenEinde?: Code;
          /**
           * Toelichting oplossing knelpunt klant.
           */
          toelichting?: string;
        }[];
      }[];
    }[];
    /**
     * Beschikbaar client voor bemiddeling.
     */
    bemiddelbaarheid?: {
      directBemiddelbaar?: Code;
      eindeNietBemiddelbaar?: Datum;
    };
    /**
     * Afspraak klant met UWV WERKbedrijf.
     */
    afspraken?: {
      soort?: Code;
      /**
       * Omschrijving onderwerp afspraak klant UWV WERKbedrijf.
       */
      onderwerp?: string;
      begin?: DatumOfTijdstip;
      einde?: DatumOfTijdstip;
      /**
       * Contactpersoon afd.
       */
      contactafdeling?: {
        /**
         * Naam contactpersoon afd.
         */
        naam?: string;
      };
    }[];
    /**
     * Vrijstelling arbeidsplicht.
     */
    vrijstellingArbeidsplicht?: {
      periode?: Periode;
    };
  }[];
  /**
   * Arbeidsverhouding.
   */
  arbeidsverhoudingen?: {
    periode?: Periode;
    /**
     * Arbeidsperiode.
     */
    arbeidsperioden?: {
      /**
       * Naam beroep ongecodeerd.
       */
      beroepsnaam?: string;
      beroep?: Code;
    }[];
    /**
     * Werkgever.
     */
    werkgever?: {
      /**
       * Handelsnaam organisatie.
       */
      handelsnaam?: string;
    };
  }[];
}
/**
 * data van nl.sociaaldomein.onderwijs-gevraagd.v1. Vraag via Suwinet.
 */
export interface OnderwijsGevraagdData {
  bericht: Bericht;
  personen: Persoon[];
  gegevensvraag?: Gegevensvraag;
}
/**
 * data van nl.sociaaldomein.onderwijs-geleverd.v1. Antwoord via Suwinet.
 */
export interface OnderwijsGeleverdData {
  bericht: Bericht;
  personen: Persoon[];
  onderwijs?: Onderwijs;
  gegevensantwoord?: Gegevensantwoord;
}
/**
 * Inschrijvingen en resultaten in het onderwijs (DUO).
 */
export interface Onderwijs {
  persoon: PersoonId;
  startkwalificatie?: Code;
  /**
   * Onderwijsovereenkomst.
   */
  inschrijvingen?: {
    /**
     * Brin nummer.
     */
    instellingen?: string[];
    periode?: Periode;
    /**
     * Deelname opleiding geregistreerd door DUO.
     */
    deelnames?: {
      periode?: Periode;
      /**
       * Aanduiding leerjaar.
       */
      leerjaar?: string;
      inschrijvingsvorm?: Code;
      onderwijsvorm?: Code;
      leerweg?: Code;
      /**
       * Inhoud deelname opleiding DUO.
       */
      opleiding?: {
        /**
         * Naam opleiding kort DUO.
         */
        naam?: string;
        niveau?: Code;
        /**
         * Omschrijving studiegebied.
         */
        studiegebied?: string;
        /**
         * Omschrijving studieinhoud.
         */
        studieinhoud?: string;
        /**
         * Omschrijving studieuitstroom.
         */
        studieuitstroom?: string;
      };
      /**
       * Inhoud vak.
       */
      vakken?: {
        /**
         * Omschrijving vak.
         */
        naam?: string;
        niveau?: Code;
      }[];
      /**
       * Beroepspraktijkovereenkomst.
       */
      praktijkovereenkomsten?: {
        periode?: Periode;
        afgeslotenOp?: Datum;
      }[];
    }[];
  }[];
  /**
   * Resultaat opleiding geregistreerd door DUO.
   */
  resultaten?: {
    /**
     * Brin nummer.
     */
    instellingen?: string[];
    fase?: Code;
    waardedocument?: Code;
    /**
     * Inhoud resultaat opleiding DUO.
     */
    opleiding?: {
      /**
       * Naam opleiding kort DUO.
       */
      naam?: string;
      niveau?: Code;
      /**
       * Omschrijving studiegebied.
       */
      studiegebied?: string;
      /**
       * Omschrijving studieinhoud.
       */
      studieinhoud?: string;
      /**
       * Omschrijving studieuitstroom.
       */
      studieuitstroom?: string;
    };
    /**
     * Resultaat examen.
     */
    examen?: {
      resultaat?: Code;
      datum?: Datum;
      jaar?: Datum;
    };
  }[];
}
/**
 * data van nl.sociaaldomein.studiefinanciering-gevraagd.v1. Vraag via Suwinet.
 */
export interface StudiefinancieringGevraagdData {
  bericht: Bericht;
  personen: Persoon[];
  gegevensvraag?: Gegevensvraag;
}
/**
 * data van nl.sociaaldomein.studiefinanciering-geleverd.v1. Antwoord via Suwinet.
 */
export interface StudiefinancieringGeleverdData {
  bericht: Bericht;
  personen: Persoon[];
  studiefinanciering?: Studiefinanciering;
  gegevensantwoord?: Gegevensantwoord;
}
/**
 * data van nl.sociaaldomein.voertuig-gevraagd.v1. Vraag via Suwinet.
 */
export interface VoertuigGevraagdData {
  bericht: Bericht;
  personen: Persoon[];
  gegevensvraag?: Gegevensvraag;
}
/**
 * data van nl.sociaaldomein.voertuig-geleverd.v1. Antwoord via Suwinet.
 */
export interface VoertuigGeleverdData {
  bericht: Bericht;
  personen: Persoon[];
  voertuigen?: Voertuigen;
  gegevensantwoord?: Gegevensantwoord;
}
/**
 * data van nl.sociaaldomein.onroerende-zaak-gevraagd.v1. Vraag via Suwinet.
 */
export interface OnroerendeZaakGevraagdData {
  bericht: Bericht;
  personen: Persoon[];
  gegevensvraag?: Gegevensvraag;
}
/**
 * data van nl.sociaaldomein.onroerende-zaak-geleverd.v1. Antwoord via Suwinet.
 */
export interface OnroerendeZaakGeleverdData {
  bericht: Bericht;
  personen: Persoon[];
  onroerendeZaken?: OnroerendeZaken;
  gegevensantwoord?: Gegevensantwoord;
}
/**
 * data van nl.sociaaldomein.doelgroepregister-gevraagd.v1. Vraag via Suwinet.
 */
export interface DoelgroepregisterGevraagdData {
  bericht: Bericht;
  personen: Persoon[];
  gegevensvraag?: Gegevensvraag;
}
/**
 * data van nl.sociaaldomein.doelgroepregister-geleverd.v1. Antwoord via Suwinet.
 */
export interface DoelgroepregisterGeleverdData {
  bericht: Bericht;
  personen: Persoon[];
  doelgroepregister?: Doelgroepregister;
  gegevensantwoord?: Gegevensantwoord;
}
/**
 * Opname van iemand in het doelgroepregister arbeidsbeperkten (UWV).
 */
export interface Doelgroepregister {
  persoon: PersoonId;
  eindeRegistratie?: Datum;
  /**
   * Grondslag arbeidsbeperktheid.
   */
  grondslagen?: {
    grondslag?: Code;
    periode?: Periode;
  }[];
}
/**
 * data van nl.sociaaldomein.verwijsindex-gemeld.v1. Melding aan de verwijsindex van het Inlichtingenbureau.
 */
export interface VerwijsindexGemeldData {
  bericht: Bericht;
  personen: Persoon[];
  verwijsindex: Verwijsindex;
}
/**
 * Melding aan het Inlichtingenbureau dat een gemeente iemand kent, per soort dossier.
 */
export interface Verwijsindex {
  persoon: PersoonId;
  /**
   * Clustering Inlichtingenbureau.
   */
  clusteringen?: {
    cluster?: Code;
    dkd?: Code;
  }[];
  /**
   * Kolom, partij en vestiging in de keten van werk en inkomen.
   */
  bron?: {
    kolom?: Code;
    partij?: Code;
    vestiging?: Code;
  };
}
/**
 * data van nl.sociaaldomein.verwijsindex-bevestigd.v1. Antwoord van de verwijsindex.
 */
export interface VerwijsindexBevestigdData {
  bericht: Bericht;
  personen: Persoon[];
  gegevensantwoord?: Gegevensantwoord;
}
/**
 * data van nl.sociaaldomein.bericht-bevestigd.v1. Bevestiging van een bericht (Bv01-Bv04).
 */
export interface BerichtBevestigdData {
  bericht: Bericht;
  personen: Persoon[];
  bevestiging: Bevestiging;
}
/**
 * Iemand bevestigt dat een bericht is ontvangen of verwerkt.
 */
export interface Bevestiging {
  opBericht?: string;
  soort: Code;
  meldingen?: string[];
}
/**
 * data van nl.sociaaldomein.bericht-afgekeurd.v1. Fout op een bericht (Fo01-Fo03, FWI, retour 0001).
 */
export interface BerichtAfgekeurdData {
  bericht: Bericht;
  personen: Persoon[];
  fout: Fout;
  retour?: Retour;
  gegevensantwoord?: Gegevensantwoord;
  declaratie?: Declaratie;
}
/**
 * Iemand keurt een bericht af of kan het niet verwerken.
 */
export interface Fout {
  opBericht?: string;
  soort?: Code;
  code?: Code;
  plek?: 'client' | 'server';
  omschrijving?: string;
  details?: string;
  /**
   * Nadere uitleg, regel voor regel.
   */
  toelichtingen?: string[];
  /**
   * Naam (DN) van het systeem dat de fout meldt.
   */
  bron?: string;
  /**
   * Eerste deel van de tekst in detailsXML.
   */
  detailsXml?: string;
}
/**
 * data van nl.sociaaldomein.nummer-gevraagd.v1. Vraag om en uitgifte van een zaak- of documentidentificatie (ZDS Di02/Du02).
 */
export interface NummerGevraagdData {
  bericht: Bericht;
  personen: Persoon[];
  nummeruitgifte?: Nummeruitgifte;
}
/**
 * Vraag om een nieuw nummer, of het nummer dat is uitgegeven.
 */
export interface Nummeruitgifte {
  soort: 'zaak' | 'document';
  identificatie?: string;
  meldingen?: string[];
}
/**
 * data van nl.sociaaldomein.nummer-uitgegeven.v1. Vraag om en uitgifte van een zaak- of documentidentificatie (ZDS Di02/Du02).
 */
export interface NummerUitgegevenData {
  bericht: Bericht;
  personen: Persoon[];
  nummeruitgifte?: Nummeruitgifte;
}
/**
 * data van nl.sociaaldomein.betrokkenheid.v1. Afgeleid event op niveau dat: dat iemand ergens bekend is, meer niet.
 */
export interface BetrokkenheidData {
  personen: Persoon[];
  betrokkenheid: Betrokkenheid;
}
/**
 * Dat iemand ergens bekend is: bij welk soort partij en sinds wanneer. Zegt nooit waarvoor.
 */
export interface Betrokkenheid {
  soortPartij: 'gemeente' | 'samenwerkingsverband' | 'aanbieder' | 'knooppunt' | 'zorgkantoor' | 'justitie' | 'politie' | 'veilig-thuis' | 'overig';
  sinds?: Datum;
}
/**
 * Een zaak, genoemd bij een document of een status.
 */
export interface Zaakverwijzing {
  identificatie?: string;
  omschrijving?: string;
  zaaktype?: Code;
  zaaktypeOmschrijving?: string;
  zaaktypeIngangsdatum?: Datum;
  ontbreekt?: Ontbreekt;
}
